package dev.oneway.webhook.request;

import dev.oneway.record.RecordJson;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Answers a webhook with JSON and nothing of what it sent. */
public final class WebhookAnswer {
  private WebhookAnswer() {}

  /**
   * Answers {@code {"error": "..."}} and ends the route: no further step runs.
   *
   * @param error told to whoever sent the request, so nothing that helps an attacker
   */
  public static void refuse(Exchange exchange, int status, String error) {
    send(exchange, status, RecordJson.write(Map.of("error", error)));
    exchange.setRouteStop(true);
  }

  /**
   * Like {@link #refuse}, with status 503, for a sender who is to send the same again.
   *
   * @param after in whole seconds
   */
  public static void postpone(Exchange exchange, Duration after, String error) {
    refuse(exchange, 503, error);
    exchange.getMessage().setHeader("Retry-After", Long.toString(after.toSeconds()));
  }

  /**
   * Answers with this and lets the route go on.
   *
   * @param json nothing of the request
   */
  public static void send(Exchange exchange, int status, String json) {
    Message message = exchange.getMessage();
    // Camel sends the message's headers back, and these are the request's.
    message.setHeaders(
        exchange.getContext().getCamelContextExtension().getHeadersMapFactory().newMap());
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setBody(json);
  }
}
