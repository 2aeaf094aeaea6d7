package dev.oneway.ops.port;

import dev.oneway.record.RecordJson;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the management port answers, whole.
 *
 * @param style the style sheet that stands in a page, which a browser then heeds; empty for none
 */
public record Reply(int status, String type, String body, Optional<String> style) {
  private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/json";

  /**
   * @param value maps, lists, texts, numbers
   */
  public static Reply json(Object value) {
    return json(200, value);
  }

  public static Reply json(int status, Object value) {
    return new Reply(status, JSON, RecordJson.write(value) + "\n", Optional.empty());
  }

  /**
   * @param type the media type with its charset
   */
  public static Reply text(String type, String text) {
    return new Reply(200, type, text, Optional.empty());
  }

  /**
   * A page of our own with one style sheet in it, and nothing else but text.
   *
   * @param html whatever came from elsewhere is escaped in it
   */
  public static Reply page(String html) {
    Optional<String> style = STYLE.matcher(html).results().findFirst().map(found -> found.group(1));
    return new Reply(200, HTML, html, style);
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
