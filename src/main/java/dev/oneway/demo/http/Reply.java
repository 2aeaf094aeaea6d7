package dev.oneway.demo.http;

import dev.oneway.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a sandbox answers. Immutable.
 *
 * @param headers by name, {@code Content-Type} included
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, Map<String, String> headers, byte[] body) {

  /** A JSON document: a Map, a List, a String, a number. */
  public static Reply json(int status, Object document) {
    return new Reply(
        status,
        Map.of("Content-Type", "application/json; charset=utf-8"),
        RecordJson.write(document).getBytes(StandardCharsets.UTF_8));
  }

  public static Reply text(int status, String text) {
    return new Reply(
        status,
        Map.of("Content-Type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** No body, as 204 has none. */
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  /** The same with one more header, in place of one of that name. */
  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body);
  }
}
