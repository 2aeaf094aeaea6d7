package dev.oneway.demo.stripe;

import dev.oneway.demo.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A list, page by page: what is asked for with {@code limit} and {@code starting_after}.
 *
 * @param url as lists tell it
 * @param what they are called in an error, e.g. {@code event}
 * @see <a href="https://docs.stripe.com/api/pagination">Pagination</a>
 */
record StripeList(String url, String what) {
  private static final int MOST_A_PAGE = 100;
  private static final String FEW = "10";

  /**
   * @param all the newest first
   */
  Reply page(List<Map<String, Object>> all, Map<String, String> query) {
    int limit = Integer.parseInt(query.getOrDefault("limit", FEW));
    if (limit < 1 || limit > MOST_A_PAGE) {
      return StripeSandbox.error(400, "parameter_invalid_integer", "Invalid limit", "limit");
    }
    String after = query.getOrDefault("starting_after", "");
    OptionalInt from = after.isEmpty() ? OptionalInt.of(0) : behind(after, all);
    if (from.isEmpty()) {
      return StripeSandbox.error(
          400, "resource_missing", "No such %s: '%s'".formatted(what, after), "starting_after");
    }
    int end = Math.min(from.getAsInt() + limit, all.size());
    return Reply.json(
        200,
        Map.of(
            "object",
            "list",
            "url",
            url,
            "data",
            all.subList(from.getAsInt(), end),
            "has_more",
            end < all.size()));
  }

  private static OptionalInt behind(String id, List<Map<String, Object>> all) {
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).get("id").equals(id))
        .map(i -> i + 1)
        .findFirst();
  }
}
