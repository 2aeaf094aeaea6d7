package dev.oneway.run;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a run cost the systems at both ends: requests, bytes, and the time it waited for their
 * limits. Only ever grows. Threads may share it.
 */
public final class Traffic {
  private final LongAdder calls = new LongAdder();
  private final LongAdder sentBytes = new LongAdder();
  private final LongAdder receivedBytes = new LongAdder();
  private final LongAdder waitedNanos = new LongAdder();

  /**
   * The traffic at one moment.
   *
   * @param calls requests sent, each retry and each request for a token included
   * @param sentBytes of their bodies
   * @param receivedBytes of the answers' bodies, decompressed
   * @param waited for limits, added up over all threads
   */
  public record Sum(long calls, long sentBytes, long receivedBytes, Duration waited) {}

  /** A request leaves. */
  public void call() {
    calls.increment();
  }

  public void sent(long bytes) {
    sentBytes.add(bytes);
  }

  public void received(long bytes) {
    receivedBytes.add(bytes);
  }

  /** Time spent waiting because of a limit, not because of a failure. */
  public void waited(Duration time) {
    waitedNanos.add(time.toNanos());
  }

  public Sum sum() {
    return new Sum(
        calls.sum(), sentBytes.sum(), receivedBytes.sum(), Duration.ofNanos(waitedNanos.sum()));
  }
}
