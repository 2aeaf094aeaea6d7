package dev.oneway.webhook.inbox;

import java.util.List;

/** Puts events where they are safe, those of many requests at once. Used by one thread. */
public interface Arrivals extends AutoCloseable {
  /**
   * Stores requests in their order, each of them whole, in all inboxes it goes into, or not at all.
   *
   * @return a receipt per request; the events are durable when it returns
   * @throws RuntimeException when none may be stored
   */
  List<Receipt> store(List<List<Event>> requests);

  /** Lets go of what it holds. */
  @Override
  default void close() {}
}
