package dev.oneway.mapping.value;

import dev.oneway.record.Assignment;
import dev.oneway.record.Promise;
import dev.oneway.record.Reference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A field without a type: what a {@link dev.oneway.record.Row} may hold passes untouched, texts
 * byte for byte. What another Java type carries is brought into the row's own without loss, a
 * Double as the shortest decimal that reads back as the same Double. A driver's own classes are
 * refused: of a {@code java.sql.Timestamp} nobody knows the zone.
 */
public final class RowValue implements Stage {
  /** For fields without a type. */
  public static final RowValue ANY = new RowValue();

  /** Text of JSON is read to this depth, too; whatever goes through a value may recurse. */
  private static final int DEEPEST = 1000;

  private static final Set<Class<?>> PASSING =
      Set.of(
          String.class,
          Long.class,
          Boolean.class,
          BigDecimal.class,
          BigInteger.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          Instant.class,
          byte[].class,
          Assignment.class,
          Reference.class);

  private RowValue() {}

  @Override
  public Object apply(Object value) {
    return brought(value, 0);
  }

  private static Object brought(Object value, int depth) {
    if (PASSING.contains(value.getClass())) {
      return value;
    }
    if (value instanceof Number number) {
      return Numbers.exact(number);
    }
    if (value instanceof List<?> list) {
      return list(list, below(depth, value));
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, below(depth, value));
    }
    return converted(value);
  }

  private static int below(int depth, Object value) {
    if (depth == DEEPEST) {
      throw BadValue.type(value, "nested at most " + DEEPEST + " levels deep");
    }
    return depth + 1;
  }

  private static Object converted(Object value) {
    if (value instanceof ZonedDateTime zoned) {
      return zoned.toOffsetDateTime();
    }
    if (value instanceof UUID) {
      return value.toString();
    }
    throw BadValue.type(
        value, "text, a number, true or false, a date, binary, an array or an object");
  }

  /** The list itself, or from its first element that isn't a row's own on a copy. */
  private static Object list(List<?> list, int depth) {
    List<Object> copy = null;
    int at = 0;
    for (Object element : list) {
      Object own = element == null ? null : brought(element, depth);
      if (own != element && copy == null) {
        copy = new ArrayList<>(list);
      }
      if (copy != null) {
        copy.set(at, own);
      }
      at++;
    }
    return copy == null ? list : copy;
  }

  private static Object map(Map<?, ?> map, int depth) {
    Map<String, Object> copy = null;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      Object value = member.getValue();
      Object own = value == null ? null : brought(value, depth);
      if (own != value && copy == null) {
        copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : map.entrySet()) {
          copy.put(String.valueOf(each.getKey()), each.getValue());
        }
      }
      if (copy != null) {
        copy.put(String.valueOf(member.getKey()), own);
      }
    }
    return copy == null ? map : copy;
  }

  @Override
  public String says() {
    return "";
  }

  @Override
  public Promise promised(Promise given) {
    return given;
  }
}
