package dev.oneway.state;

import java.time.Duration;

/**
 * Whether the state store answers, known at once whenever somebody asks: a thread of its own asks
 * the store every second. Threads may share it.
 *
 * <p>A store that hangs holds that thread and nobody else.
 */
public final class StatePulse implements AutoCloseable {
  /** How long an answer may take; SQLite has one connection, for which all take turns. */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final StateStore store;
  private final Thread thread = new Thread(this::watch, "oneway-pulse");
  private volatile boolean answered = true;
  private volatile long askedNanos = System.nanoTime();
  private volatile boolean asking;

  public StatePulse(StateStore store) {
    this.store = store;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** False when its last answer was an error, or when it has been silent for too long. */
  public boolean isBeating() {
    return answered && !(asking && System.nanoTime() - askedNanos > LONGEST.toNanos());
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ask();
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was closed
    }
  }

  private void ask() {
    askedNanos = System.nanoTime();
    asking = true;
    try {
      store.requireAnswer();
      answered = true;
    } catch (RuntimeException e) {
      answered = false;
    }
    asking = false;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
