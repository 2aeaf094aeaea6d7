package dev.oneway.mapping.value;

import java.text.ParsePosition;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/**
 * A pattern as {@link DateTimeFormatter} has it, with English names in any letter case; a date
 * there isn't, such as 31 February, is refused, and two digits of a year mean 2000 to 2099. A whole
 * number is read as its digits.
 */
public final class PatternForm implements DateForm {
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2026, 11, 22, 13, 14, 15, 0, ZoneOffset.ofHours(1));

  private final String pattern;
  private final DateTimeFormatter format;

  /**
   * @throws IllegalArgumentException when it isn't a pattern
   */
  public PatternForm(String pattern) {
    this.pattern = pattern;
    this.format =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);
  }

  /** What a text of this form says, as shown by one written and read again. */
  public record Contents(boolean date, boolean time, boolean zone) {}

  /**
   * What a text of this form says.
   *
   * @throws java.time.DateTimeException when no text can be written and read so
   */
  public Contents contents() {
    TemporalAccessor read = format.parse(format.format(SAMPLE));
    LocalDate date = read.query(TemporalQueries.localDate());
    LocalTime time = read.query(TemporalQueries.localTime());
    return new Contents(
        SAMPLE.toLocalDate().equals(date),
        time != null && time.getHour() == SAMPLE.getHour(),
        read.query(TemporalQueries.zone()) != null);
  }

  @Override
  public boolean fits(Object value) {
    return text(value).filter(text -> fits(format, text)).isPresent();
  }

  /** Whether a text has the form, be there such a date or not. */
  static boolean fits(DateTimeFormatter format, String text) {
    ParsePosition position = new ParsePosition(0);
    return format.parseUnresolved(text, position) != null && position.getIndex() == text.length();
  }

  @Override
  public Optional<TemporalAccessor> read(Object value) {
    return text(value).map(format::parse);
  }

  private static Optional<String> text(Object value) {
    if (value instanceof String text) {
      return Optional.of(text.strip());
    }
    return value instanceof Number number && Numbers.exact(number) instanceof Long digits
        ? Optional.of(digits.toString())
        : Optional.empty();
  }

  @Override
  public String says() {
    return "`" + pattern + "`";
  }
}
