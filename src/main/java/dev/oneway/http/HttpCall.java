package dev.oneway.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it is meant, without credentials. May be sent more than once.
 *
 * @param method in capitals
 * @param url absolute, percent-encoded
 * @param headers by name, without those of the body
 */
public record HttpCall(
    String method, URI url, Map<String, String> headers, Optional<RequestBody> body) {
  public HttpCall {
    headers = Map.copyOf(headers);
  }

  /**
   * @param accept the media type asked for
   */
  public static HttpCall get(URI url, String accept) {
    return new HttpCall("GET", url, Map.of("Accept", accept), Optional.empty());
  }

  /** The same question at another place. */
  HttpCall at(URI other) {
    return new HttpCall(method, other, headers, body);
  }

  /** {@code POST https://host/path?name=…}: for messages, without values of the query. */
  @Override
  public String toString() {
    return method + " " + PrintableUrl.of(url);
  }
}
