package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** {@code type: text}: a text as it is; numbers with all their digits, dates in ISO-8601. */
public final class TextType implements Stage {
  /** A number with more digits than this keeps its exponent, as a guard of memory. */
  private static final int MOST_PLAIN_DIGITS = 400;

  @Override
  public Object apply(Object value) {
    if (value instanceof String) {
      return value;
    }
    Object known = RowValue.ANY.apply(value);
    if (known instanceof BigDecimal decimal) {
      return Math.abs((long) decimal.scale()) < MOST_PLAIN_DIGITS
          ? decimal.toPlainString()
          : decimal.toString();
    }
    if (known instanceof List<?> || known instanceof Map<?, ?> || known instanceof byte[]) {
      throw BadValue.type(value, "text or a single value that can be written as text");
    }
    return known.toString();
  }

  @Override
  public String says() {
    return "as text";
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.TEXT);
  }
}
