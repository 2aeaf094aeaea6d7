package dev.oneway.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Keeps one {@link HttpLimits.Rate} exactly: never more requests within any stretch of time of the
 * window's length, and after idleness all of them at once. The window is stretched by 1 %, because
 * requests don't travel equally fast.
 *
 * <p>It remembers when the last requests left, in at most {@value #MOST_SLOTS} slots. Of a rate
 * with more requests several share a slot; then up to 0.1 % of what is allowed is left unused.
 *
 * <p>Not to be shared between threads.
 */
final class SlidingWindow {
  private static final int MOST_SLOTS = 1024;
  private static final long NEVER = Long.MIN_VALUE / 2;
  private static final long STRETCH = 100;

  private final long windowNanos;
  private final int perSlot;
  private final long[] lastNanos;
  private int slot;
  private int inSlot;

  SlidingWindow(HttpLimits.Rate rate) {
    long window = rate.window().toNanos();
    windowNanos = window + window / STRETCH;
    perSlot = (rate.requests() + MOST_SLOTS - 1) / MOST_SLOTS;
    lastNanos = new long[rate.requests() / perSlot];
    Arrays.fill(lastNanos, NEVER);
  }

  /** How long until another request may leave; zero when it may leave now. */
  Duration wait(Instant now) {
    if (inSlot > 0) {
      // The slot was free when its first request left; the last round's are older still.
      return Duration.ZERO;
    }
    return Duration.ofNanos(Math.max(0, lastNanos[slot] + windowNanos - nanos(now)));
  }

  /** A request leaves; only when {@link #wait(Instant)} said it may. */
  void sent(Instant now) {
    lastNanos[slot] = nanos(now);
    inSlot++;
    if (inSlot == perSlot) {
      inSlot = 0;
      slot = (slot + 1) % lastNanos.length;
    }
  }

  private static long nanos(Instant instant) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
  }
}
