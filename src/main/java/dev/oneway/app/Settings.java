package dev.oneway.app;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.util.TimeUtils;

/**
 * The settings of application.properties, read through Camel, so that environment variables
 * (ONEWAY_STATE_URL for oneway.state.url) and {@code {{env:NAME}}} work in each of them.
 */
public final class Settings {
  private final CamelContext context;

  public Settings(CamelContext context) {
    this.context = context;
  }

  /**
   * The value; empty when it isn't set or blank, also when it asks for a variable without value.
   */
  public Optional<String> find(String name) {
    try {
      return context
          .getPropertiesComponent()
          .resolveProperty(name)
          .map(value -> context.resolvePropertyPlaceholders(value))
          .filter(value -> !value.isBlank());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public String get(String name, String byDefault) {
    return find(name).orElse(byDefault);
  }

  /**
   * A duration as Camel writes them: {@code 5m}, {@code 30s}, {@code 500} (milliseconds).
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public Duration duration(String name, Duration byDefault) {
    return find(name).map(value -> duration(name, value)).orElse(byDefault);
  }

  private static Duration duration(String name, String value) {
    try {
      return Duration.ofMillis(TimeUtils.toMilliSeconds(value.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + ": `" + value + "` is not a duration. Write it like 30s, 5m or 1h.", e);
    }
  }

  /**
   * A whole number of at least 1.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public int count(String name, int byDefault) {
    String value = get(name, Integer.toString(byDefault));
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, together with numbers out of range
    }
    throw new IllegalArgumentException(
        name + ": `" + value + "` is not a whole number of at least 1.");
  }
}
