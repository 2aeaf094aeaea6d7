package dev.oneway.ops.api;

import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One page of a long list, the newest first; {@code next} is what to ask for the page behind it.
 */
final class Page {
  static final String BEFORE = "before";
  static final String LIMIT = "limit";

  private static final int USUAL = 50;
  private static final int MOST = 500;

  private Page() {}

  static int limit(Call call) {
    return call.count(LIMIT, USUAL, MOST);
  }

  /**
   * @param name of the list in the JSON
   * @param limit how many were asked for
   * @param id what {@link #BEFORE} takes
   */
  static <T> Reply of(
      String name,
      List<T> things,
      int limit,
      Function<T, Map<String, Object>> json,
      Function<T, String> id) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put(name, things.stream().map(json).toList());
    page.put("next", things.size() < limit ? null : id.apply(things.get(things.size() - 1)));
    return Reply.json(page);
  }
}
