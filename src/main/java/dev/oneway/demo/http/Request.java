package dev.oneway.demo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a sandbox is asked.
 *
 * @param path decoded, without the query
 * @param query decoded; of a name that comes twice the last
 * @param body as it arrived
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Function<String, Optional<String>> headers,
    byte[] body) {

  static Request of(HttpExchange exchange) throws IOException {
    return of(exchange, exchange.getRequestBody().readAllBytes());
  }

  /** With this for its body, where that was read otherwise. */
  public static Request of(HttpExchange exchange, byte[] body) {
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        pairs(exchange.getRequestURI().getRawQuery()),
        name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)),
        body);
  }

  public Optional<String> header(String name) {
    return headers.apply(name);
  }

  /** The token of {@code Authorization: Bearer TOKEN}. */
  public Optional<String> bearer() {
    return header("Authorization")
        .filter(value -> value.startsWith("Bearer "))
        .map(value -> value.substring("Bearer ".length()));
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as form fields (application/x-www-form-urlencoded), decoded. */
  public Map<String, String> form() {
    return pairs(text());
  }

  /** The body as JSON: Map, List, String, Long, BigDecimal, Boolean; empty when it isn't JSON. */
  public Optional<Object> json() {
    try {
      return Optional.ofNullable(RecordJson.mapper().readValue(text(), Object.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (text == null || text.isEmpty()) {
      return pairs;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      pairs.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return pairs;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
