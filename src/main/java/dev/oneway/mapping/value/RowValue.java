package dev.oneway.mapping.value;

import dev.oneway.record.Assignment;
import dev.oneway.record.Promise;
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
          Assignment.class);

  private RowValue() {}

  @Override
  public Object apply(Object value) {
    if (PASSING.contains(value.getClass())) {
      return value;
    }
    if (value instanceof Number number) {
      return Numbers.exact(number);
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    return converted(value);
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

  private Object list(List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      if (element != null && apply(element) != element) {
        return copyOf(list);
      }
    }
    return list;
  }

  private Object copyOf(List<?> list) {
    List<Object> copy = new ArrayList<>(list.size());
    list.forEach(element -> copy.add(element == null ? null : apply(element)));
    return copy;
  }

  private Object map(Map<?, ?> map) {
    for (Object member : map.values()) {
      if (member != null && apply(member) != member) {
        return copyOf(map);
      }
    }
    return map;
  }

  private Object copyOf(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach(
        (name, member) -> copy.put(String.valueOf(name), member == null ? null : apply(member)));
    return copy;
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
