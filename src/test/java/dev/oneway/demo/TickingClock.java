package dev.oneway.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock a test winds. */
final class TickingClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-01-31T12:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void forward(Duration time) {
    now = now.plus(time);
  }
}
