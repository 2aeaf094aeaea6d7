package dev.oneway.webhook.inbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes events into an inbox, or into several at once. Threads share it. */
public interface Appender extends AutoCloseable {
  /** How long a request waits for its events to be durable. */
  Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /**
   * Takes the events of one request, all or none.
   *
   * @return done when they are durable; fails with {@link InboxUnavailableException} when they may
   *     not be
   */
  CompletableFuture<Receipt> append(List<Event> events);

  /**
   * The same, returning when they are durable; nothing is done for no events.
   *
   * @throws InboxUnavailableException when they may not be, also because it takes too long
   */
  default Receipt appendNow(List<Event> events) {
    if (events.isEmpty()) {
      return Receipt.NOTHING;
    }
    try {
      return append(events).get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof InboxUnavailableException unavailable
          ? unavailable
          : new InboxUnavailableException("events can't be stored now", e.getCause());
    } catch (TimeoutException e) {
      throw new InboxUnavailableException("to store the events takes too long", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InboxUnavailableException("the inbox is closing", e);
    }
  }

  @Override
  void close();
}
