package dev.oneway.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as route files write it: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h} or ISO-8601.
 */
public final class OptionTime {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS);

  private OptionTime() {}

  /**
   * @param option its name, for the message
   * @throws IllegalArgumentException when it is no time, or one without a unit
   */
  public static Duration parse(String option, String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (written.matches()) {
      return Duration.of(Long.parseLong(written.group(1)), UNITS.get(written.group(2)));
    }
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s is `%s`, which is no time. Write a number and its unit, as in %s=10s."
              .formatted(option, text, option));
    }
  }
}
