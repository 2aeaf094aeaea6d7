package dev.oneway.mapping.value;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates and times as systems write them: ISO-8601 with {@code T} or a blank, seconds and fraction
 * optional, the offset as {@code Z}, {@code +01:00}, {@code +0100}, {@code +01} or none.
 */
public final class IsoForm implements DateForm {
  /** The word for it. */
  public static final String NAME = "iso";

  /** The only one. */
  public static final IsoForm ISO = new IsoForm();

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

  private IsoForm() {}

  @Override
  public boolean fits(Object value) {
    if (!(value instanceof String text)) {
      return false;
    }
    String stripped = withT(text);
    return PatternForm.fits(
        stripped.length() == DATE_LENGTH ? DateTimeFormatter.ISO_LOCAL_DATE : TIME_AND_OFFSET,
        stripped);
  }

  @Override
  public Optional<TemporalAccessor> read(Object value) {
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    OffsetDateTime common = Rfc3339.read(text);
    if (common != null) {
      return Optional.of(common);
    }
    String stripped = withT(text);
    return Optional.of(
        stripped.length() == DATE_LENGTH
            ? LocalDate.parse(stripped)
            : TIME_AND_OFFSET.parse(stripped));
  }

  private static String withT(String text) {
    String stripped = text.strip();
    return stripped.length() > DATE_LENGTH && stripped.charAt(DATE_LENGTH) == ' '
        ? stripped.substring(0, DATE_LENGTH) + "T" + stripped.substring(DATE_LENGTH + 1)
        : stripped;
  }

  @Override
  public String says() {
    return "`" + NAME + "`";
  }
}
