package dev.oneway.record;

import java.math.BigDecimal;
import java.util.Base64;

/** The plain text of a value, the same whatever Java type carries it. */
public final class Scalars {
  /** A number with more digits than this is written with an exponent, as a guard of memory. */
  private static final int MOST_PLAIN_DIGITS = 400;

  private Scalars() {}

  /**
   * Text as it is; numbers without trailing zeros, so that 42, 42.0 and 4.2E+1 are one text; binary
   * as base64; dates and times in ISO-8601. Lists and maps are JSON.
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
    return String.valueOf(value);
  }

  private static String number(BigDecimal decimal) {
    BigDecimal stripped = decimal.stripTrailingZeros();
    boolean plain =
        Math.abs((long) stripped.scale()) < MOST_PLAIN_DIGITS
            && stripped.precision() < MOST_PLAIN_DIGITS;
    return plain ? stripped.toPlainString() : stripped.toString();
  }
}
