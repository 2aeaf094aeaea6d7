package dev.oneway.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Points in time as people read them in a table. */
final class Times {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private Times() {}

  static String local(Instant instant) {
    return LOCAL.format(instant);
  }

  /** {@code 12 s ago}, {@code 3 min ago}, {@code 5 h ago}, {@code 2 d ago}. */
  static String ago(Instant instant) {
    Duration age = Duration.between(instant, Instant.now());
    if (age.toMinutes() < 1) {
      return Math.max(0, age.toSeconds()) + " s ago";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min ago";
    }
    return age.toDays() < 1 ? age.toHours() + " h ago" : age.toDays() + " d ago";
  }
}
