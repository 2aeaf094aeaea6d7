package dev.oneway.watch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks again and again, on a daemon thread of its own: unlike a notification of the operating
 * system that works for every file system, and for what is no file. Threads may share it.
 */
public final class Polling {
  private final String thread;
  private final Duration pause;
  private final Duration longest;
  private final Runnable look;
  private ScheduledExecutorService executor;

  /**
   * @param thread its name
   * @param pause between two looks, and before the first
   * @param longest how long {@link #stop} waits for the look that is under way
   * @param look must not throw, or it was the last
   */
  public Polling(String thread, Duration pause, Duration longest, Runnable look) {
    this.thread = thread;
    this.pause = pause;
    this.longest = longest;
    this.look = look;
  }

  public synchronized void start() {
    executor = Executors.newSingleThreadScheduledExecutor(this::daemon);
    long millis = pause.toMillis();
    var unused = executor.scheduleWithFixedDelay(look, millis, millis, TimeUnit.MILLISECONDS);
  }

  private Thread daemon(Runnable work) {
    Thread daemon = new Thread(work, thread);
    daemon.setDaemon(true);
    return daemon;
  }

  /** Returns when the look that is under way has ended, so that nothing happens afterwards. */
  public synchronized void stop() {
    if (executor == null) {
      return;
    }
    executor.shutdown();
    try {
      var unused = executor.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
