package dev.oneway.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Dates and times as text, in the form of RFC 3339 and always with seconds: what Java's own text
 * leaves out when they are zero, most systems want to read.
 */
public final class IsoTime {
  private static final int LENGTH_WITHOUT_SECONDS = "12:00".length();
  private static final int DATE_LENGTH = 10;
  private static final int MOST_FRACTION_DIGITS = 9;

  private static final DateTimeFormatter TIME_AND_OFFSET =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, MOST_FRACTION_DIGITS, true)
          .optionalEnd()
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withChronology(IsoChronology.INSTANCE);

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

  /**
   * Reads a date or a time as systems write them: with {@code T} or a blank, seconds and fraction
   * optional, the offset as {@code Z}, {@code +01:00}, {@code +0100}, {@code +01} or none.
   *
   * @throws DateTimeException when it is neither
   */
  public static TemporalAccessor read(String text) {
    OffsetDateTime common = Rfc3339.read(text);
    if (common != null) {
      return common;
    }
    String prepared = withT(text);
    return prepared.length() == DATE_LENGTH
        ? LocalDate.parse(prepared)
        : TIME_AND_OFFSET.parse(prepared);
  }

  /** The form of a text that {@link #withT} has prepared: a date, or a date with its time. */
  public static DateTimeFormatter formatOf(String text) {
    return text.strip().length() == DATE_LENGTH
        ? DateTimeFormatter.ISO_LOCAL_DATE
        : TIME_AND_OFFSET;
  }

  /** The text without blanks around it, and with T between date and time. */
  public static String withT(String text) {
    String stripped = text.strip();
    return isSpaced(stripped)
        ? stripped.substring(0, DATE_LENGTH) + "T" + stripped.substring(DATE_LENGTH + 1)
        : stripped;
  }

  /** Whether a blank stands between date and time. */
  public static boolean isSpaced(String text) {
    return text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
  }
}
