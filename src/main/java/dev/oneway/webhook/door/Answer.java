package dev.oneway.webhook.door;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a sender is told, whole.
 *
 * @param headers only what is meant for the sender, never what the request brought
 * @param body empty when there is none
 */
record Answer(int status, Map<String, String> headers, Buffer body) {
  private static final long SOON_SECONDS = 1;
  private static final String RETRY_AFTER = "Retry-After";
  private static final Buffer NOTHING = Buffer.buffer();

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), NOTHING);
  }

  /**
   * An answer that says what is wrong.
   *
   * @param error a sentence in plain ASCII without quotes: it is written as it is
   */
  static Answer error(int status, String error) {
    Buffer body = Buffer.buffer("{\"error\":\"" + error + "\"}");
    return new Answer(status, Map.of("Content-Type", "application/json"), body);
  }

  /** An answer that says what is wrong now and won't be in a while. */
  static Answer later(int status, String error, long seconds) {
    return error(status, error).with(RETRY_AFTER, Long.toString(seconds));
  }

  /** Who is asked isn't there just now: stopping, or about to be replaced. */
  static Answer notServed() {
    return later(503, "not served at the moment, send it again later", SOON_SECONDS);
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
