package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code zone} and {@code format}: how a point in time is written, as a date-time with the zone's
 * offset or, with a format, as English text. What is no point in time (any more) passes untouched.
 */
public final class InstantOutput implements Stage {
  private final ZoneId zone;
  private final Optional<String> pattern;
  private final Optional<DateTimeFormatter> format;

  /**
   * @param pattern as {@link DateTimeFormatter} has it
   * @throws IllegalArgumentException when it isn't one
   * @throws java.time.DateTimeException when no point in time can be written so
   */
  public InstantOutput(ZoneId zone, Optional<String> pattern) {
    this.zone = zone;
    this.pattern = pattern;
    this.format = pattern.map(text -> DateTimeFormatter.ofPattern(text, Locale.ENGLISH));
    format.ifPresent(it -> it.formatTo(Instant.EPOCH.atZone(ZoneOffset.UTC), new StringBuilder()));
  }

  @Override
  public Object apply(Object value) {
    if (!(value instanceof Instant instant)) {
      return value;
    }
    try {
      return format.isPresent()
          ? format.get().format(instant.atZone(zone))
          : instant.atZone(zone).toOffsetDateTime();
    } catch (DateTimeException e) {
      throw BadValue.type(value, "a point in time that can be written " + says());
    }
  }

  @Override
  public String says() {
    return "in " + name(zone) + pattern.map(text -> ", written " + text).orElse("");
  }

  static String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  @Override
  public Promise promised(Promise given) {
    boolean isText = given.kind() == Promise.Kind.INSTANT && format.isPresent();
    return isText ? Promise.of(Promise.Kind.TEXT) : given;
  }
}
