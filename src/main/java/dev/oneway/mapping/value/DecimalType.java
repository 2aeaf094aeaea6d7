package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.math.BigDecimal;
import java.math.BigInteger;

/** {@code type: decimal}: BigDecimal with all its digits, trailing zeros included. */
public final class DecimalType implements Stage {
  @Override
  public Object apply(Object value) {
    if (value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof String text) {
      return text.isBlank() ? null : Numbers.parse(text).orElseThrow(() -> refused(text));
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (value instanceof Number number) {
      Object exact = Numbers.exact(number);
      return exact instanceof Long whole ? BigDecimal.valueOf(whole) : exact;
    }
    throw refused(value);
  }

  private static BadValue refused(Object value) {
    return BadValue.type(value, "a decimal number such as 12.50");
  }

  @Override
  public String says() {
    return "as decimal";
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.DECIMAL);
  }
}
