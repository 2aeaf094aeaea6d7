package dev.oneway.oversight;

import java.time.Duration;

/** How long something lasted, as people say it. */
final class Lasting {
  private Lasting() {}

  /** {@code 12 s}, {@code 4 min 12 s}, {@code 3 h 5 min}, {@code 2 d 4 h}. */
  static String words(Duration time) {
    if (time.toMinutes() < 1) {
      return Math.max(0, time.toSeconds()) + " s";
    }
    if (time.toHours() < 1) {
      return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
    return time.toDays() < 1
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toDays() + " d " + time.toHoursPart() + " h";
  }
}
