package dev.oneway.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.Base64;

/** The plain text of a value, the same whatever Java type carries it. */
public final class Scalars {
  /** A number with more digits than this is written with an exponent, as a guard of memory. */
  private static final int MOST_PLAIN_DIGITS = 400;

  private static final int MOST_BITS_STRIPPED_BY_JAVA = 10_000;

  private Scalars() {}

  /**
   * Text as it is; numbers without trailing zeros, so that 42, 42.0 and 4.2E+1 are one text; binary
   * as base64; dates and times as {@link IsoTime} writes them. Lists and maps are JSON.
   *
   * @param value not null
   */
  public static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof BigDecimal decimal) {
      return number(decimal);
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof Iterable<?> || value instanceof java.util.Map<?, ?>) {
      return RecordJson.write(value);
    }
    return value instanceof Temporal time ? IsoTime.text(time) : String.valueOf(value);
  }

  private static String number(BigDecimal decimal) {
    BigDecimal stripped = stripped(decimal);
    boolean plain =
        Math.abs((long) stripped.scale()) < MOST_PLAIN_DIGITS
            && stripped.precision() < MOST_PLAIN_DIGITS;
    return plain ? stripped.toPlainString() : stripped.toString();
  }

  /** Java takes one zero after the other, each time dividing all digits there are. */
  private static BigDecimal stripped(BigDecimal decimal) {
    BigInteger digits = decimal.unscaledValue();
    if (digits.bitLength() <= MOST_BITS_STRIPPED_BY_JAVA) {
      return decimal.stripTrailingZeros();
    }
    String text = digits.toString();
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return end == text.length()
        ? decimal
        : new BigDecimal(
            new BigInteger(text.substring(0, end)),
            Math.toIntExact((long) decimal.scale() - (text.length() - end)));
  }
}
