package dev.oneway.webhook.inbox;

import dev.oneway.webhook.request.WebhookAnswer;
import java.time.Duration;
import java.util.List;
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
  private static final Duration LATER = Duration.ofSeconds(10);

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
      WebhookAnswer.refuse(exchange, refused.status(), refused.getMessage());
    } else if (failure != null) {
      WebhookAnswer.postpone(exchange, LATER, "the events can't be stored now");
    } else if (receipt.full()) {
      WebhookAnswer.postpone(exchange, LATER, "the inbox is full");
    } else {
      WebhookAnswer.send(
          exchange,
          ACCEPTED,
          "{\"accepted\":" + receipt.accepted() + ",\"duplicates\":" + receipt.duplicates() + "}");
    }
  }

  private static byte[] bodyOf(Message request) {
    byte[] body = request.getBody(byte[].class);
    return body == null ? new byte[0] : body;
  }

  private static Optional<String> header(Message request, String name) {
    return Optional.ofNullable(request.getHeader(name, String.class));
  }
}
