package dev.oneway.ops.port;

import dev.oneway.record.RecordJson;
import java.util.Map;

/** What the management port answers, whole. */
public record Reply(int status, String type, String body) {
  private static final String JSON = "application/json";

  /**
   * @param value maps, lists, texts, numbers
   */
  public static Reply json(Object value) {
    return json(200, value);
  }

  public static Reply json(int status, Object value) {
    return new Reply(status, JSON, RecordJson.write(value) + "\n");
  }

  /**
   * @param type the media type with its charset
   */
  public static Reply text(String type, String text) {
    return new Reply(200, type, text);
  }

  /**
   * @param sentence what is wrong, and what would be right
   */
  static Reply error(int status, String sentence) {
    return json(status, Map.of("error", sentence));
  }

  boolean isDone() {
    return status < 400;
  }
}
