package dev.oneway.ops.json;

import dev.oneway.webhook.inbox.InboxState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an inbox holds, as programs read it. */
public final class InboxJson {
  private InboxJson() {}

  public static Map<String, Object> of(InboxState inbox) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("inbox", inbox.name());
    json.put("waiting", inbox.events());
    json.put("bytes", inbox.bytes().orElse(null));
    json.put("retried", inbox.retried().orElse(null));
    json.put("oldestAt", inbox.oldest().map(Instant::toString).orElse(null));
    json.put("lastMinute", inbox.lastMinute());
    return json;
  }
}
