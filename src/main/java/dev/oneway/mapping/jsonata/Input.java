package dev.oneway.mapping.jsonata;

import dev.oneway.mapping.value.BadValue;
import dev.oneway.record.IsoTime;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record as JSONata may see it. Dates and times become text, as JSON has none. An empty list is
 * copied, because the library puts an element into an empty list it groups by; what needs no change
 * is shared with the record.
 */
final class Input {
  private static final int MOST_DIGITS = 1000;
  private static final int MOST_BITS = 4 * MOST_DIGITS;

  private Input() {}

  /**
   * @throws BadValue when a number is so large or so fine that functions of the library would write
   *     out millions of digits
   */
  static Object of(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof BigDecimal || value instanceof BigInteger) {
      requireBounded((Number) value);
    }
    return value instanceof Temporal time ? IsoTime.text(time) : value;
  }

  private static void requireBounded(Number number) {
    BigDecimal decimal = number instanceof BigDecimal known ? known : null;
    BigInteger digits = decimal == null ? (BigInteger) number : decimal.unscaledValue();
    boolean isBounded = decimal == null || Math.abs((long) decimal.scale()) <= MOST_DIGITS;
    if (!isBounded || digits.bitLength() > MOST_BITS) {
      throw BadValue.unmappable("can't compute with a number of more than 1000 digits");
    }
  }

  private static Object map(Map<?, ?> map) {
    Map<Object, Object> copy = null;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      Object seen = of(member.getValue());
      if (seen != member.getValue()) {
        copy = copy == null ? new LinkedHashMap<>(map) : copy;
        copy.put(member.getKey(), seen);
      }
    }
    return copy == null ? map : copy;
  }

  private static Object list(List<?> list) {
    List<Object> copy = list.isEmpty() ? new ArrayList<>() : null;
    for (int i = 0; i < list.size(); i++) {
      Object seen = of(list.get(i));
      if (seen != list.get(i)) {
        copy = copy == null ? new ArrayList<>(list) : copy;
        copy.set(i, seen);
      }
    }
    return copy == null ? list : copy;
  }
}
