package dev.oneway.webhook.door;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long the door waits for others.
 *
 * @param arrival for the headers of a connection's first request, and again for a request's body
 * @param idle for the next request on a connection
 * @param answer for the route; then the sender is told 503 and the late answer is dropped
 */
public record DoorTimes(Duration arrival, Duration idle, Duration answer) {
  public static final DoorTimes DEFAULT =
      new DoorTimes(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(30));

  private static final long SHORTEST_LOOK_MILLIS = 10;
  private static final long LONGEST_LOOK_MILLIS = 1000;

  /** How often to look who is late, so that nobody is by more than a quarter, or a second. */
  long lookMillis() {
    long shortest =
        Stream.of(arrival, idle, answer).mapToLong(Duration::toMillis).min().orElseThrow();
    return Math.max(SHORTEST_LOOK_MILLIS, Math.min(LONGEST_LOOK_MILLIS, shortest / 4));
  }
}
