package dev.oneway.ops.json;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.record.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/** A dead letter as programs read it. */
public final class DeadLetterJson {
  private DeadLetterJson() {}

  public static Map<String, Object> of(DeadLetter letter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", letter.id());
    json.put("flow", letter.flow());
    json.put("key", letter.key().orElse(null));
    json.put("version", letter.version().map(Version::toString).orElse(null));
    json.put("category", letter.category());
    json.put("field", letter.field().orElse(null));
    json.put("reason", letter.reason());
    json.put("attempts", letter.attempts());
    json.put("firstAt", letter.firstAt().toString());
    json.put("lastAt", letter.lastAt().toString());
    json.put("run", letter.runId());
    json.put("state", letter.state().word());
    return json;
  }

  /** The same with the record as it was read: personal data. */
  public static Map<String, Object> withSource(DeadLetter letter) {
    Map<String, Object> json = of(letter);
    json.put("source", letter.source());
    return json;
  }
}
