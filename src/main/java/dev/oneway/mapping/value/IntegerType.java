package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.math.BigDecimal;
import java.math.BigInteger;

/** {@code type: integer}: Long, or BigInteger beyond 64 bits; 12.0 is 12, and 12.5 is refused. */
public final class IntegerType implements Stage {
  private static final int MOST_LONG_DIGITS = 18;

  @Override
  public Object apply(Object value) {
    if (value instanceof Long) {
      return value;
    }
    if (value instanceof String text) {
      return text.isBlank() ? null : ofText(text);
    }
    if (value instanceof BigInteger integer) {
      return Numbers.small(integer);
    }
    if (value instanceof Number number) {
      return ofNumber(number, value);
    }
    throw refused(value);
  }

  private static Object ofText(String text) {
    if (text.length() <= MOST_LONG_DIGITS && isDigits(text)) {
      return Long.valueOf(text);
    }
    return Numbers.parse(text).flatMap(Numbers::whole).orElseThrow(() -> refused(text));
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Object ofNumber(Number number, Object value) {
    Object exact = Numbers.exact(number);
    return exact instanceof BigDecimal decimal
        ? Numbers.whole(decimal).orElseThrow(() -> refused(value))
        : exact;
  }

  private static BadValue refused(Object value) {
    return BadValue.type(value, "a whole number such as 12");
  }

  @Override
  public String says() {
    return "as integer";
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.INTEGER);
  }
}
