package dev.oneway.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something to be told of an alert.
 *
 * @param alert as it is now
 */
public record Notice(String id, Event event, Instant at, Alert alert) {
  /** What has happened to an alert. */
  public enum Event {
    RAISED,
    RESOLVED,
    /** Nobody has acknowledged it in time. */
    ESCALATED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Event ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * The notice as a record of the source {@code Oneway}: {@code notice}, {@code event}, {@code at},
   * {@code alert}, {@code flow}, {@code kind}, {@code run} (nullable), {@code text}, {@code
   * raisedAt}, {@code resolvedAt} (nullable), {@code lastedSeconds}. Times are text as in RFC 3339.
   */
  public Map<String, Object> toRecord() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("notice", id);
    fields.put("event", event.word());
    fields.put("at", at.toString());
    fields.put("alert", alert.id());
    fields.put("flow", alert.flow());
    fields.put("kind", alert.kind().word());
    fields.put("run", alert.run().orElse(null));
    fields.put(
        "text", event == Event.RESOLVED ? alert.resolution().orElse("It is over.") : alert.text());
    fields.put("raisedAt", alert.raisedAt().toString());
    fields.put("resolvedAt", alert.resolvedAt().map(Instant::toString).orElse(null));
    fields.put("lastedSeconds", alert.lasted(at).toSeconds());
    return fields;
  }
}
