package dev.oneway.mapping.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** {@code type: date}: LocalDate; of a date and time the date part as it is written. */
public final class DateType implements Stage {
  @Override
  public Object apply(Object value) {
    if (value instanceof String text) {
      return text.isBlank() ? null : ofText(text);
    }
    if (value instanceof LocalDate) {
      return value;
    }
    if (value instanceof LocalDateTime dateTime) {
      return dateTime.toLocalDate();
    }
    if (value instanceof OffsetDateTime dateTime) {
      return dateTime.toLocalDate();
    }
    if (value instanceof ZonedDateTime dateTime) {
      return dateTime.toLocalDate();
    }
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
    throw refused(value);
  }

  private static LocalDate ofText(String text) {
    try {
      return DateTimes.isDateOnly(text)
          ? LocalDate.parse(text.strip())
          : LocalDate.from(DateTimes.parse(text));
    } catch (DateTimeException e) {
      throw refused(text);
    }
  }

  private static BadValue refused(Object value) {
    return BadValue.type(value, "a date such as 2026-01-31");
  }

  @Override
  public String says() {
    return "as date";
  }
}
