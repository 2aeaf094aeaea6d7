package dev.oneway.mapping.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as a row holds them: Long, BigInteger and BigDecimal, never Double. */
final class Numbers {
  /** Digits before or after the point beyond this are no measured value and would cost memory. */
  private static final int MOST_DIGITS = 1000;

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");

  private Numbers() {}

  /**
   * The same number as Long, BigInteger or BigDecimal.
   *
   * @throws BadValue for NaN and the infinities
   */
  static Object exact(Number number) {
    if (number instanceof Long || number instanceof BigDecimal || number instanceof BigInteger) {
      return number;
    }
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return number.longValue();
    }
    if (!Double.isFinite(number.doubleValue())) {
      throw BadValue.type(number, "a finite number");
    }
    return new BigDecimal(number.toString());
  }

  /** The number a text says in ASCII digits, blanks around it ignored; empty when it says none. */
  static Optional<BigDecimal> parse(String text) {
    String stripped = text.strip();
    if (stripped.length() > MOST_DIGITS || !DECIMAL.matcher(stripped).matches()) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(stripped));
  }

  /** The whole number as Long, or BigInteger when it is larger; empty when it has a fraction. */
  static Optional<Object> whole(BigDecimal decimal) {
    if (decimal.signum() == 0) {
      return Optional.of(0L);
    }
    if (Math.abs((long) decimal.scale()) > MOST_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(small(decimal.toBigIntegerExact()));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Compares two numbers of a row by their value, see {@link Comparable}. */
  static int compare(Number one, Number other) {
    return one instanceof Long a && other instanceof Long b
        ? Long.compare(a, b)
        : decimal(one).compareTo(decimal(other));
  }

  private static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof BigInteger integer
        ? new BigDecimal(integer)
        : BigDecimal.valueOf(number.longValue());
  }

  static Object small(BigInteger integer) {
    return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
  }
}
