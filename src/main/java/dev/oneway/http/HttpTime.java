package dev.oneway.http;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The clocks, and how one waits. Immutable; threads may share it.
 *
 * @param wall the time of day, what vendors' dates are measured against
 * @param steady only ever goes forward, whatever is done to the machine's clock; waits are measured
 *     by it
 */
public record HttpTime(InstantSource wall, InstantSource steady, Backoff.Sleeper sleeper) {

  /** This machine's. */
  public static HttpTime system() {
    return new HttpTime(InstantSource.system(), steadily(), Backoff::sleep);
  }

  private static InstantSource steadily() {
    Instant start = Instant.now();
    long nanos = System.nanoTime();
    return () -> start.plusNanos(System.nanoTime() - nanos);
  }

  /** One clock for everything, for tests that don't wait. */
  public static HttpTime of(InstantSource clock, Backoff.Sleeper sleeper) {
    return new HttpTime(clock, clock, sleeper);
  }
}
