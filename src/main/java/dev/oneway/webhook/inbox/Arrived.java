package dev.oneway.webhook.inbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes who waits for events. Threads share it. */
public final class Arrived {
  private final Semaphore signal = new Semaphore(0);

  public void tell() {
    signal.release();
  }

  /** Until somebody tells, has told since the last time, or the time is over. */
  public void await(Duration longest) throws InterruptedException {
    if (signal.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      signal.drainPermits();
    }
  }
}
