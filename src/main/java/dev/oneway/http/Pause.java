package dev.oneway.http;

import dev.oneway.run.FailureCategory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Until when a vendor wants to hear nothing from us. What one thread is told holds for all that
 * share it. A pause is only ever made longer. Threads may share it.
 */
final class Pause {
  /** However long a vendor asks for, we look again after this. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration FIRST_BOUND = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 5;

  private Instant until = Instant.MIN;
  private Instant told = Instant.MIN;
  private FailureCategory why = FailureCategory.RATE_LIMITED;
  private int silentRefusals;

  /** What is left of a pause, and why it was made. */
  record Rest(Duration time, FailureCategory why) {}

  /** The vendor says how long. */
  synchronized void begin(Instant now, Duration time, FailureCategory reason) {
    silentRefusals = 0;
    extend(now, time, reason);
  }

  /**
   * The vendor says stop, and not for how long: a second, and each time it says so again twice as
   * long, up to half a minute, with some chance in it.
   *
   * @param sent when the refused request left; one that left before the last word of that kind
   *     doubles nothing
   */
  synchronized void begin(Instant now, Instant sent) {
    if (!sent.isBefore(told)) {
      told = now;
      long bound = FIRST_BOUND.toMillis() << Math.min(silentRefusals, MOST_DOUBLINGS);
      silentRefusals++;
      long time = ThreadLocalRandom.current().nextLong(bound / 2, bound + 1);
      extend(now, Duration.ofMillis(time), FailureCategory.RATE_LIMITED);
    }
  }

  /** A request was served: the next silent refusal is the first again. */
  synchronized void served() {
    silentRefusals = 0;
  }

  synchronized Optional<Rest> rest(Instant now) {
    return until.isAfter(now)
        ? Optional.of(new Rest(Duration.between(now, until), why))
        : Optional.empty();
  }

  private void extend(Instant now, Duration time, FailureCategory reason) {
    Instant end = now.plus(time.compareTo(LONGEST) > 0 ? LONGEST : time);
    if (end.isAfter(until)) {
      until = end;
      why = reason;
    }
  }
}
