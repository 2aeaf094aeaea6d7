package dev.oneway.record;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;

/**
 * Dates and times as text, in the form of RFC 3339 and always with seconds: what Java's own text
 * leaves out when they are zero, most systems want to read.
 */
public final class IsoTime {
  private static final int LENGTH_WITHOUT_SECONDS = "12:00".length();

  private IsoTime() {}

  /** {@code 2026-01-31T12:00:00+02:00}; fractions of a second only when there are any. */
  public static String text(Temporal time) {
    if (time instanceof OffsetDateTime at) {
      return text(at.toLocalDateTime()) + at.getOffset();
    }
    if (time instanceof LocalDateTime at) {
      return at.toLocalDate() + "T" + text(at.toLocalTime());
    }
    String text = time.toString();
    return time instanceof LocalTime && text.length() == LENGTH_WITHOUT_SECONDS
        ? text + ":00"
        : text;
  }
}
