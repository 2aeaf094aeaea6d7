package dev.oneway.record;

import java.util.OptionalInt;

/**
 * What a mapping promises of each value of a field, so that a destination can tell beforehand what
 * it could never store. Only promises that always hold are given; the rest stays open. Immutable.
 *
 * @param kind what each value is that isn't null
 * @param maxLength the most characters a value has; empty when nobody bounds it
 * @param neverNull whether it is never null; it may still be absent
 */
public record Promise(Kind kind, OptionalInt maxLength, boolean neverNull) {
  /** Nothing is known of the values. */
  public static final Promise NOTHING = new Promise(Kind.ANY, OptionalInt.empty(), false);

  /** What a value is, in the words of a mapping's {@code type}. */
  public enum Kind {
    /** Anything a {@link Row} may hold. */
    ANY,
    /** String. */
    TEXT,
    /** Long or BigInteger. */
    INTEGER,
    /** BigDecimal. */
    DECIMAL,
    /** Boolean. */
    BOOLEAN,
    /** LocalDate. */
    DATE,
    /** Instant or OffsetDateTime. */
    INSTANT,
    /** List or Map. */
    JSON,
    /** byte[]. */
    BINARY
  }
}
