package dev.oneway.demo.stripe;

import dev.oneway.demo.http.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The list of events, the newest first: by types, by time, page by page. Threads may share it.
 *
 * @see <a href="https://docs.stripe.com/api/events/list">List all events</a>
 */
final class StripeEvents {
  private static final Pattern TYPES = Pattern.compile("types\\[\\d*]");
  private static final int MOST_TYPES = 20;
  private static final StripeList LIST = new StripeList("/v1/events", "event");

  private final StripeBilling billing;

  StripeEvents(StripeBilling billing) {
    this.billing = billing;
  }

  Reply list(Map<String, String> query) {
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
    return LIST.page(events, query);
  }
}
