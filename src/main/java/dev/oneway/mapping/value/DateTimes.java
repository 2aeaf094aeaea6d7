package dev.oneway.mapping.value;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads dates and times as systems write them: ISO-8601 with {@code T} or a blank, seconds and
 * fraction optional, the offset as {@code Z}, {@code +01:00}, {@code +0100}, {@code +01} or none.
 */
final class DateTimes {
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

  private DateTimes() {}

  /**
   * A date and time of day, with or without an offset.
   *
   * @throws DateTimeException when the text says none
   */
  static TemporalAccessor parse(String text) {
    String stripped = text.strip();
    if (stripped.length() > DATE_LENGTH && stripped.charAt(DATE_LENGTH) == ' ') {
      stripped = stripped.substring(0, DATE_LENGTH) + "T" + stripped.substring(DATE_LENGTH + 1);
    }
    return TIME_AND_OFFSET.parse(stripped);
  }

  /** The offset a text said, if it did. */
  static Optional<ZoneOffset> offsetOf(TemporalAccessor parsed) {
    return parsed.isSupported(ChronoField.OFFSET_SECONDS)
        ? Optional.of(ZoneOffset.from(parsed))
        : Optional.empty();
  }

  static boolean isDateOnly(String text) {
    return text.strip().length() == DATE_LENGTH;
  }
}
