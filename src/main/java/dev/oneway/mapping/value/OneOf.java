package dev.oneway.mapping.value;

import dev.oneway.record.IsoTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code oneOf}: the values that are allowed. Numbers count by their value, dates and times by
 * their ISO-8601 text. Immutable.
 */
public final class OneOf implements Constraint {
  private static final int MOST_NAMED = 8;
  private static final Optional<String> SINGLE = Optional.of("a single value");

  private final List<Object> values;
  private final Set<Object> exact = new HashSet<>();
  private final Number[] numbers;

  /**
   * @param values single values, none of them null
   */
  public OneOf(List<Object> values) {
    this.values = List.copyOf(values);
    values.forEach(value -> exact.add(comparable(value)));
    this.numbers =
        values.stream()
            .filter(Number.class::isInstance)
            .map(Number.class::cast)
            .toArray(Number[]::new);
  }

  private static Object comparable(Object value) {
    if (value instanceof OffsetDateTime at) {
      return at.toInstant().toString();
    }
    return value instanceof Temporal time ? IsoTime.text(time) : value;
  }

  @Override
  public Optional<String> neededFor(Object value) {
    boolean single =
        !(value instanceof List<?> || value instanceof Map<?, ?> || value instanceof byte[]);
    return single ? Optional.empty() : SINGLE;
  }

  @Override
  public boolean allows(Object value) {
    return exact.contains(comparable(value)) || (value instanceof Number number && isOne(number));
  }

  private boolean isOne(Number value) {
    for (Number number : numbers) {
      if (Numbers.compare(value, number) == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String demand() {
    String named =
        values.stream().limit(MOST_NAMED).map(Shown::of).collect(Collectors.joining(", "));
    String one = values.size() == 1 ? "be " : "be one of ";
    return one + named + (values.size() > MOST_NAMED ? ", …" : "");
  }
}
