package dev.oneway.mapping.value;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * {@code zone} and {@code format}: how a point in time is written, as a date-time with the zone's
 * offset or, with a format, as English text. What is no point in time (any more) passes untouched.
 */
public final class InstantOutput implements Stage {
  private final ZoneId zone;
  private final Optional<DateTimeFormatter> format;

  public InstantOutput(ZoneId zone, Optional<DateTimeFormatter> format) {
    this.zone = zone;
    this.format = format;
  }

  @Override
  public Object apply(Object value) {
    if (!(value instanceof Instant instant)) {
      return value;
    }
    return format.isPresent()
        ? format.get().format(instant.atZone(zone))
        : instant.atZone(zone).toOffsetDateTime();
  }
}
