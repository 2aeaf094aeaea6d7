package dev.oneway.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that only moves when somebody sleeps, or says so. */
public final class FakeTime implements InstantSource, Backoff.Sleeper {
  public static final Instant START = Instant.parse("2026-01-31T10:00:00Z");
  private final List<Duration> sleeps = new ArrayList<>();
  private Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void sleep(Duration time) {
    sleeps.add(time);
    now = now.plus(time);
  }

  /** Time goes by without anybody waiting. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  public List<Duration> sleeps() {
    return sleeps;
  }
}
