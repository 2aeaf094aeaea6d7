package dev.oneway.record;

import java.math.BigDecimal;
import java.math.BigInteger;
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
    BINARY,
    /** An {@link Assignment}, which a ledger must replace. */
    ASSIGNED
  }

  /** Each value is of this kind. */
  public static Promise of(Kind kind) {
    return new Promise(kind, OptionalInt.empty(), false);
  }

  /**
   * Each value is a text.
   *
   * @param maxLength the most characters (Unicode code points) it has
   */
  public static Promise text(int maxLength) {
    return new Promise(Kind.TEXT, OptionalInt.of(maxLength), false);
  }

  /** What holds of a value that is known; nothing of null. */
  public static Promise of(Object constant) {
    if (constant instanceof String text) {
      return text(text.codePointCount(0, text.length()));
    }
    if (constant instanceof Boolean) {
      return of(Kind.BOOLEAN);
    }
    if (constant instanceof Long || constant instanceof BigInteger) {
      return of(Kind.INTEGER);
    }
    if (constant instanceof BigDecimal) {
      return of(Kind.DECIMAL);
    }
    return constant instanceof Assignment ? of(Kind.ASSIGNED) : NOTHING;
  }

  /** What holds of each value when either of two promises does. */
  public Promise or(Promise other) {
    boolean bounded = maxLength.isPresent() && other.maxLength.isPresent();
    return new Promise(
        kind == other.kind ? kind : Kind.ANY,
        bounded
            ? OptionalInt.of(Math.max(maxLength.getAsInt(), other.maxLength.getAsInt()))
            : OptionalInt.empty(),
        neverNull && other.neverNull);
  }

  /** The same with another bound of its length. */
  public Promise bounded(OptionalInt longest) {
    return new Promise(kind, longest, neverNull);
  }

  /** The same of values that are never null, or may be. */
  public Promise neverNull(boolean never) {
    return new Promise(kind, maxLength, never);
  }
}
