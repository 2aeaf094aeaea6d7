package dev.oneway.webhook.inbox;

import java.time.Duration;

/** How long what failed waits before it is tried again: a second, doubled up to a minute. */
public final class Retry {
  private static final long LONGEST_SECONDS = 60;
  private static final int MOST_DOUBLINGS = 6;

  private Retry() {}

  /**
   * @param failures how often it has failed before this time
   */
  public static Duration pause(int failures) {
    return Duration.ofSeconds(Math.min(LONGEST_SECONDS, 1L << Math.min(failures, MOST_DOUBLINGS)));
  }
}
