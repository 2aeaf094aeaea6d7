package dev.oneway.demo.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** How often something may be done, for each name by itself: steadily, with short bursts. */
final class Pace {
  private final Duration interval;
  private final Duration burst;
  private final InstantSource clock;
  private final Map<String, Instant> next = new HashMap<>();

  /**
   * @param interval one each, in the long run
   * @param burst how many may come at once, at least 1
   */
  Pace(Duration interval, int burst, InstantSource clock) {
    this.interval = interval;
    this.burst = interval.multipliedBy(burst - 1L);
    this.clock = clock;
  }

  /**
   * Counts one more.
   *
   * @throws SlackRefusal saying how long to wait, when it is too early
   */
  synchronized void take(String name) throws SlackRefusal {
    Instant now = clock.instant();
    Instant due = next.getOrDefault(name, now);
    Instant earliest = due.minus(burst);
    if (earliest.isAfter(now)) {
      throw SlackRefusal.rateLimited(Duration.between(now, earliest));
    }
    next.put(name, (due.isAfter(now) ? due : now).plus(interval));
  }
}
