package dev.oneway.webhook.inbox;

/**
 * An inbox, shared by all endpoints that name it. Opens nothing before it is first used. Threads
 * share it.
 */
public interface Inbox extends AutoCloseable {
  /** Hands events out, to one lane; to be closed when that ends. */
  Waiting waiting();

  /** Told when events may have come. */
  Arrived arrived();

  /** Forgets deliveries that came so long ago that nobody sends them again. */
  void forgetDeliveries();

  /** Lets go of what it holds. */
  @Override
  void close();
}
