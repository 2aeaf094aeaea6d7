package dev.oneway.webhook.inbox;

import dev.oneway.record.RecordJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Takes in the events of an HTTP request and writes the answer: 202 when all of them are on disk,
 * and never otherwise; 400 or 415 when the body isn't right, 503 when they can't be stored now.
 * Threads share it.
 */
final class DoorEntry {
  private static final int ACCEPTED = 202;
  private static final int UNAVAILABLE = 503;
  private static final String RETRY_SECONDS = "10";

  private final Appender appender;
  private final EventReader reader;

  DoorEntry(Appender appender, EventReader reader) {
    this.appender = appender;
    this.reader = reader;
  }

  /**
   * @param done told when the answer is in the exchange, maybe by another thread
   */
  void take(Exchange exchange, Runnable done) {
    var unused =
        append(exchange.getMessage())
            .handle(
                (receipt, failure) -> {
                  answer(exchange, receipt, failure);
                  done.run();
                  return null;
                });
  }

  private CompletableFuture<Receipt> append(Message request) {
    try {
      List<Event> events =
          reader.read(
              bodyOf(request),
              header(request, Exchange.CONTENT_TYPE).orElse(""),
              name -> header(request, name));
      return events.isEmpty()
          ? CompletableFuture.completedFuture(Receipt.NOTHING)
          : appender.append(events);
    } catch (RefusedBodyException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void answer(Exchange exchange, Receipt receipt, Throwable failure) {
    if (failure instanceof RefusedBodyException refused) {
      answer(exchange, refused.status(), error(refused.getMessage()));
    } else if (failure != null) {
      unavailable(exchange, "the events can't be stored now");
    } else if (receipt.full()) {
      unavailable(exchange, "the inbox is full");
    } else {
      answer(
          exchange,
          ACCEPTED,
          "{\"accepted\":" + receipt.accepted() + ",\"duplicates\":" + receipt.duplicates() + "}");
      return;
    }
    exchange.setRouteStop(true);
  }

  private static byte[] bodyOf(Message request) {
    byte[] body = request.getBody(byte[].class);
    return body == null ? new byte[0] : body;
  }

  private static Optional<String> header(Message request, String name) {
    return Optional.ofNullable(request.getHeader(name, String.class));
  }

  private static void unavailable(Exchange exchange, String reason) {
    answer(exchange, UNAVAILABLE, error(reason));
    exchange.getMessage().setHeader("Retry-After", RETRY_SECONDS);
  }

  private static String error(String reason) {
    return RecordJson.write(Map.of("error", reason));
  }

  /** Nothing of the request goes back with the answer. */
  private static void answer(Exchange exchange, int status, String json) {
    Message answer = exchange.getMessage();
    answer.setHeaders(
        exchange.getContext().getCamelContextExtension().getHeadersMapFactory().newMap());
    answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
    answer.setBody(json);
  }
}
