package dev.oneway.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shopify's limit for requests: a bucket that each one fills and time empties. */
final class LeakyBucket {
  private final int capacity;
  private final double leaksPerSecond;
  private final InstantSource clock;
  private double level;
  private Instant lastLook;

  LeakyBucket(int capacity, double leaksPerSecond, InstantSource clock) {
    this.capacity = capacity;
    this.leaksPerSecond = leaksPerSecond;
    this.clock = clock;
    this.lastLook = clock.instant();
  }

  /** Takes a request in; false when the bucket is full. */
  synchronized boolean take() {
    Instant now = clock.instant();
    double leaked = Duration.between(lastLook, now).toMillis() / 1000.0 * leaksPerSecond;
    level = Math.max(0, level - leaked);
    lastLook = now;
    if (level + 1 > capacity) {
      return false;
    }
    level++;
    return true;
  }

  /** {@code 3/40}. */
  synchronized String reading() {
    return (int) Math.ceil(level) + "/" + capacity;
  }
}
