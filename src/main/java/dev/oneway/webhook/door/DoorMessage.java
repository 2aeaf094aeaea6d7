package dev.oneway.webhook.door;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

/**
 * A request as a Camel message, whose headers are put together when somebody wants more than one of
 * them. Used by one thread at a time.
 */
final class DoorMessage extends DefaultMessage {
  private final Arrival arrival;
  private final Object contentType;

  DoorMessage(Exchange exchange, Arrival arrival) {
    super(exchange);
    this.arrival = arrival;
    this.contentType = arrival.header(Exchange.CONTENT_TYPE, exchange);
    setBody(arrival.body());
  }

  @Override
  protected boolean isPopulateHeadersSupported() {
    return true;
  }

  @Override
  protected void populateInitialHeaders(Map<String, Object> headers) {
    arrival.headersInto(headers, getExchange());
    if (contentType != null) {
      // The very same object: by it an answer's is told from the request's.
      headers.put(Exchange.CONTENT_TYPE, contentType);
    }
  }

  @Override
  public Object getHeader(String name) {
    if (hasPopulatedHeaders()) {
      return super.getHeader(name);
    }
    return Exchange.CONTENT_TYPE.equalsIgnoreCase(name) ? contentType : super.getHeader(name);
  }

  @Override
  public <T> T getHeader(String name, Class<T> type) {
    boolean asText = type == String.class && contentType instanceof String;
    return !hasPopulatedHeaders() && asText && Exchange.CONTENT_TYPE.equalsIgnoreCase(name)
        ? type.cast(contentType)
        : super.getHeader(name, type);
  }
}
