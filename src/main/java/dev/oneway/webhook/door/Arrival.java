package dev.oneway.webhook.door;

import dev.oneway.webhook.request.WebhookRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.util.CollectionHelper;

/** A request that has arrived whole. */
final class Arrival {
  /** These are answers' headers; a request that brings them wants to write ours. */
  private static final Set<String> OURS = Set.of("location", "retry-after");

  private final HttpServerRequest request;
  private final Map<String, String> parameters;
  private final byte[] body;
  private final HeaderFilterStrategy filter;

  /**
   * @param parameters what stands in the path for its {@code {names}}
   * @param body its bytes as they came, whatever its type: signatures are over them
   * @param filter of the route it is for
   */
  Arrival(
      HttpServerRequest request,
      Map<String, String> parameters,
      byte[] body,
      HeaderFilterStrategy filter) {
    this.request = request;
    this.parameters = parameters;
    this.body = body;
    this.filter = filter;
  }

  /**
   * Puts it into an exchange, as it arrived for who checks signatures, and as a message under the
   * names Camel's HTTP components use. Of the query there is only the text: its parameters are no
   * headers, so nobody can send a header in the address.
   */
  void into(Exchange exchange) {
    WebhookRequest.begin(exchange, this::received);
    exchange.setIn(new DoorMessage(exchange, this));
  }

  byte[] body() {
    return body;
  }

  /** A header as the message has it; a list when it came several times, null when it didn't. */
  Object header(String name, Exchange exchange) {
    Map<String, Object> one = new HashMap<>();
    for (String value : request.headers().getAll(name)) {
      if (isLetIn(name, value, exchange)) {
        CollectionHelper.appendEntry(one, name, value);
      }
    }
    return one.get(name);
  }

  void headersInto(Map<String, Object> headers, Exchange exchange) {
    for (Map.Entry<String, String> header : request.headers()) {
      if (isLetIn(header.getKey(), header.getValue(), exchange)) {
        CollectionHelper.appendEntry(headers, header.getKey(), header.getValue());
      }
    }
    headers.putAll(parameters);
    headers.put(Exchange.HTTP_METHOD, request.method().name());
    headers.put(Exchange.HTTP_PATH, request.path());
    headers.put(Exchange.HTTP_URI, request.uri());
    headers.put(Exchange.HTTP_URL, url());
    headers.put(Exchange.HTTP_QUERY, request.query());
    headers.put(Exchange.HTTP_RAW_QUERY, request.query());
    headers.put(VertxPlatformHttpConstants.REMOTE_ADDRESS, request.remoteAddress());
  }

  private boolean isLetIn(String name, String value, Exchange exchange) {
    return !OURS.contains(name.toLowerCase(Locale.ROOT))
        && !filter.applyFilterToExternalHeaders(name, value, exchange);
  }

  private WebhookRequest received() {
    Map<String, List<String>> headers = new HashMap<>();
    request.headers().names().forEach(name -> headers.put(name, request.headers().getAll(name)));
    String origin = request.scheme() + "://" + request.getHeader(HttpHeaders.HOST);
    return new WebhookRequest(request.method().name(), origin, request.uri(), headers, body);
  }

  /** Its address as the sender wrote it; a request line may already hold all of it. */
  private String url() {
    return request.uri().startsWith("/")
        ? request.scheme() + "://" + request.getHeader("Host") + request.uri()
        : request.uri();
  }
}
