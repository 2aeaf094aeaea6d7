package dev.oneway.testing;

import dev.oneway.http.HttpTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One clock for an application and the sandboxes it speaks to. It moves when a test says so, and
 * for who waits: those who wait at once wait side by side. Threads share it.
 */
public final class SharedTime implements InstantSource {
  /** Makes the newest one an application's, as the setting {@code camel.beans.time}. */
  public static final String BEAN = "#class:" + SharedTime.class.getName() + "#forHttp";

  private static volatile SharedTime newest;
  private final AtomicReference<Instant> now;

  public SharedTime(Instant start) {
    now = new AtomicReference<>(start);
    newest = this;
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Time goes on to this moment, unless it is past it. */
  public void reach(Instant moment) {
    now.accumulateAndGet(moment, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** Called by Camel. */
  public static HttpTime forHttp() {
    SharedTime time = newest;
    return HttpTime.of(time, (Duration wait) -> time.reach(time.instant().plus(wait)));
  }
}
