package dev.oneway.webhook.inbox;

import java.time.Duration;

/**
 * How much an inbox holds, and for how long it knows a delivery again.
 *
 * @param events at most so many wait
 * @param bytes at most so many bytes of JSON wait
 * @param retention how long the id of a delivery is remembered
 */
public record Bounds(long events, long bytes, Duration retention) {
  /** A million events, a gibibyte, a week: longer than any vendor goes on trying. */
  public static final Bounds DEFAULT = new Bounds(1_000_000, 1L << 30, Duration.ofDays(7));

  boolean hold(long manyEvents, long manyBytes) {
    return manyEvents <= events && manyBytes <= bytes;
  }
}
