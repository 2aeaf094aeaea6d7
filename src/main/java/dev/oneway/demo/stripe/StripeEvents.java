package dev.oneway.demo.stripe;

import dev.oneway.demo.http.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The list of events, the newest first: by types, by time, page by page. Threads may share it.
 *
 * @see <a href="https://docs.stripe.com/api/events/list">List all events</a>
 */
final class StripeEvents {
  private static final Pattern TYPES = Pattern.compile("types\\[\\d*]");
  private static final int MOST_TYPES = 20;
  private static final int MOST_A_PAGE = 100;

  private final StripeBilling billing;

  StripeEvents(StripeBilling billing) {
    this.billing = billing;
  }

  Reply list(Map<String, String> query) {
    int limit = Integer.parseInt(query.getOrDefault("limit", "10"));
    if (limit < 1 || limit > MOST_A_PAGE) {
      return StripeSandbox.error(400, "parameter_invalid_integer", "Invalid limit", "limit");
    }
    Set<String> types =
        query.entrySet().stream()
            .filter(one -> TYPES.matcher(one.getKey()).matches())
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet());
    if (types.size() > MOST_TYPES) {
      return StripeSandbox.error(400, "", "Too many types", "types");
    }
    long since = Long.parseLong(query.getOrDefault("created[gte]", "0"));
    List<Map<String, Object>> events = new ArrayList<>(billing.events());
    Collections.reverse(events);
    events.removeIf(
        event ->
            (Long) event.get("created") < since
                || (!types.isEmpty() && !types.contains((String) event.get("type"))));
    return page(events, query.getOrDefault("starting_after", ""), limit);
  }

  private static Reply page(List<Map<String, Object>> events, String after, int limit) {
    int from = 0;
    if (!after.isEmpty()) {
      OptionalInt place =
          IntStream.range(0, events.size())
              .filter(i -> events.get(i).get("id").equals(after))
              .findFirst();
      if (place.isEmpty()) {
        return StripeSandbox.error(
            400, "resource_missing", "No such event: '" + after + "'", "starting_after");
      }
      from = place.getAsInt() + 1;
    }
    List<Map<String, Object>> data = events.subList(from, Math.min(from + limit, events.size()));
    boolean more = from + data.size() < events.size();
    return Reply.json(
        200, Map.of("object", "list", "url", "/v1/events", "data", data, "has_more", more));
  }
}
