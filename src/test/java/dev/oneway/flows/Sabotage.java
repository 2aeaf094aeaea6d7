package dev.oneway.flows;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something that happens in the middle of a run: a route calls it with {@code bean: { beanType:
 * dev.oneway.flows.Sabotage, method: pass }} for each chunk, and at the chunk a test asked for it
 * strikes.
 */
public final class Sabotage {
  private static final AtomicInteger CHUNKS = new AtomicInteger();
  private static volatile int strikesAt;
  private static volatile Runnable deed = () -> {};

  /** Strikes once, when the next run has come to this chunk, 1-based. */
  public static void at(int chunk, Runnable what) {
    CHUNKS.set(0);
    strikesAt = chunk;
    deed = what;
  }

  public static void none() {
    at(0, () -> {});
  }

  /** Called by the route. */
  public void pass() {
    if (CHUNKS.incrementAndGet() == strikesAt) {
      deed.run();
    }
  }
}
