package dev.oneway.mapping.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * {@code min} and {@code max}: a number, a date or a point in time, itself allowed. Immutable.
 *
 * @param limit a Number of a row, a LocalDate or an Instant
 * @param least whether it is the smallest value, not the largest
 */
public record Bound(Object limit, boolean least) implements Constraint {
  private static final Optional<String> NUMBER = Optional.of("a number");
  private static final Optional<String> DATE = Optional.of("a date");
  private static final Optional<String> INSTANT = Optional.of("a point in time");

  /**
   * Reads a limit: a number, or the text of a date or of a point in time.
   *
   * @throws SyntaxException when it is none of them
   */
  public static Bound of(Object constant, boolean least) throws SyntaxException {
    if (constant instanceof Number) {
      return new Bound(constant, least);
    }
    if (constant instanceof String text) {
      try {
        boolean isDate = DateForms.ISO.read(text).filter(LocalDate.class::isInstance).isPresent();
        Stage type =
            isDate ? new DateType(DateForms.ISO) : new InstantType(DateForms.ISO, Optional.empty());
        return new Bound(type.apply(text), least);
      } catch (BadValue e) {
        throw noLimit(constant);
      }
    }
    throw noLimit(constant);
  }

  private static SyntaxException noLimit(Object constant) {
    return new SyntaxException(
        "The limit is " + Shown.of(constant) + ", which is no number, date or point in time.",
        "Write one such as 12.50, 2026-01-31 or 2026-01-31T10:15:30Z.");
  }

  @Override
  public Optional<String> neededFor(Object value) {
    if (limit instanceof Number) {
      return value instanceof Number ? Optional.empty() : NUMBER;
    }
    if (limit instanceof LocalDate) {
      return value instanceof LocalDate ? Optional.empty() : DATE;
    }
    return value instanceof Instant || value instanceof OffsetDateTime ? Optional.empty() : INSTANT;
  }

  @Override
  public boolean allows(Object value) {
    int order = order(value);
    return least ? order >= 0 : order <= 0;
  }

  /**
   * How a value compares with the limit, see {@link Comparable}.
   *
   * @param value one that can be tested
   */
  public int order(Object value) {
    if (limit instanceof Number number) {
      return Numbers.compare((Number) value, number);
    }
    if (limit instanceof LocalDate date) {
      return ((LocalDate) value).compareTo(date);
    }
    Instant instant = value instanceof OffsetDateTime at ? at.toInstant() : (Instant) value;
    return instant.compareTo((Instant) limit);
  }

  @Override
  public String demand() {
    return "be at " + (least ? "least " : "most ") + Shown.of(limit);
  }
}
