package dev.oneway.demo.hubspot;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A property of contacts or companies, as an account declares it. Immutable.
 *
 * @param unique whether no two records may have the same value, so that it can identify them
 * @param options the values of an enumeration; empty for other types
 */
public record Property(String name, Type type, boolean unique, List<String> options) {
  private static final int LONGEST = 65_536;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");

  /** What HubSpot keeps in it; values travel as text whatever it is. */
  public enum Type {
    STRING,
    EMAIL,
    NUMBER,
    DATETIME,
    ENUMERATION
  }

  public Property {
    options = List.copyOf(options);
  }

  public static Property of(String name, Type type) {
    return new Property(name, type, false, List.of());
  }

  public static Property unique(String name, Type type) {
    return new Property(name, type, true, List.of());
  }

  public static Property enumeration(String name, String... options) {
    return new Property(name, Type.ENUMERATION, false, List.of(options));
  }

  /**
   * Why the value can't be kept; empty when it can.
   *
   * @param value an empty text clears the property
   */
  Optional<Map<String, Object>> fault(String value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return switch (type) {
      case STRING ->
          value.length() <= LONGEST
              ? Optional.empty()
              : invalid("INVALID_LENGTH", "the value is longer than " + LONGEST + " characters.");
      case EMAIL ->
          EMAIL.matcher(value).matches()
              ? Optional.empty()
              : invalid("INVALID_EMAIL", "Email address " + value + " is invalid");
      case NUMBER ->
          number(value).isPresent()
              ? Optional.empty()
              : invalid("INVALID_INTEGER", value + " was not a valid number.");
      case DATETIME ->
          time(value).isPresent()
              ? Optional.empty()
              : invalid("INVALID_LONG", value + " was not a valid long.");
      case ENUMERATION ->
          options.contains(value)
              ? Optional.empty()
              : invalid(
                  "INVALID_OPTION", value + " was not one of the allowed options: " + options);
    };
  }

  private Optional<Map<String, Object>> invalid(String error, String message) {
    return Optional.of(fault(name, error, message));
  }

  /** One element of what follows {@code Property values were not valid:}. */
  static Map<String, Object> fault(String name, String error, String message) {
    return Map.of("isValid", false, "message", message, "error", error, "name", name);
  }

  /** The value in the form in which two of them compare; empty when it isn't one. */
  Optional<Comparable<?>> comparable(String value) {
    return switch (type) {
      case NUMBER -> number(value).map(number -> number);
      case DATETIME -> time(value).map(time -> time);
      default -> Optional.of(value.toLowerCase(java.util.Locale.ROOT));
    };
  }

  private static Optional<BigDecimal> number(String value) {
    try {
      return Optional.of(new BigDecimal(value));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Milliseconds since 1970, or a time in ISO-8601. */
  private static Optional<Instant> time(String value) {
    try {
      return Optional.of(
          value.chars().allMatch(Character::isDigit)
              ? Instant.ofEpochMilli(Long.parseLong(value))
              : OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
