package dev.oneway.webhook.request;

import dev.oneway.run.FatalException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * A request as it arrived, byte for byte. Camel's message is no substitute: it takes query
 * parameters for headers and forms apart.
 *
 * <p>Immutable as long as nobody writes into the body; threads may share it.
 *
 * @param origin scheme and authority as the sender named them, e.g. {@code https://example.com}
 * @param target path and query, still encoded
 * @param headers by their names in lower case, each with its values in the order of arrival
 * @param body empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebhookRequest(
    String method, String origin, String target, Map<String, List<String>> headers, byte[] body) {
  private static final String PROPERTY = "OnewayWebhookRequest";

  public WebhookRequest {
    headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> lowerCase(header.getKey()),
                    header -> List.copyOf(header.getValue()),
                    (one, other) -> other,
                    TreeMap::new));
  }

  /** A request somebody is about to send. */
  public static WebhookRequest to(
      URI url, String method, Map<String, String> headers, byte[] body) {
    String whole = url.toString();
    String target = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    return new WebhookRequest(
        method,
        whole.substring(0, whole.indexOf(url.getRawAuthority()) + url.getRawAuthority().length()),
        target,
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
        body);
  }

  /**
   * The one that began this exchange.
   *
   * @throws FatalException when the route doesn't begin with {@code platform-http:}
   */
  public static WebhookRequest of(Exchange exchange) {
    Supplier<?> request = exchange.getProperty(PROPERTY, Supplier.class);
    if (request == null) {
      throw new FatalException(
          "this step finds no HTTP request in the exchange. Begin its route with platform-http:.");
    }
    return (WebhookRequest) request.get();
  }

  /**
   * Says with what an exchange begins.
   *
   * @param request asked for only when a step wants it
   */
  public static void begin(Exchange exchange, Supplier<WebhookRequest> request) {
    exchange.setProperty(PROPERTY, request);
  }

  /** All values of a header, whatever the case of its name; empty when it didn't come. */
  public List<String> header(String name) {
    return headers.getOrDefault(lowerCase(name), List.of());
  }

  /** What stands behind the path, with the question mark; empty when there is none. */
  public String query() {
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question);
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Never a header's value or the body. */
  @Override
  public String toString() {
    return "WebhookRequest[" + method + ", " + body.length + " bytes]";
  }
}
