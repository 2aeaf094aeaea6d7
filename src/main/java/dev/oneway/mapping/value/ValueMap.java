package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import dev.oneway.record.Scalars;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code values:}: known values and what becomes of them; a number is looked up by its text. */
public final class ValueMap implements Stage {
  private static final int MOST_NAMED = 8;

  private final Map<String, Object> entries;
  private final UnaryOperator<Object> otherwise;

  /** Null where there are no others, or they become null. */
  private final Promise others;

  private ValueMap(Map<String, Object> entries, UnaryOperator<Object> otherwise, Promise others) {
    this.entries = entries;
    this.otherwise = otherwise;
    this.others = others;
  }

  /**
   * Refuses what isn't among the entries.
   *
   * @param entries by the text of the value; kept, not copied, and never to be changed
   */
  public static ValueMap orReject(Map<String, Object> entries) {
    String known = known(entries.keySet());
    return new ValueMap(
        entries,
        value -> {
          throw BadValue.unknown(value, known);
        },
        null);
  }

  /** Keeps what isn't among the entries. */
  public static ValueMap orKeep(Map<String, Object> entries) {
    return new ValueMap(entries, value -> value, Promise.NOTHING);
  }

  /** Puts a constant, which may be null, in place of what isn't among the entries. */
  public static ValueMap orConstant(Map<String, Object> entries, Object constant) {
    return new ValueMap(entries, value -> constant, constant == null ? null : Promise.of(constant));
  }

  private static String known(Set<String> names) {
    String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return "which the value map doesn't list (it has "
        + first
        + (names.size() > MOST_NAMED ? ", …" : "")
        + ")";
  }

  @Override
  public Object apply(Object value) {
    if (value instanceof Map<?, ?> || value instanceof Iterable<?>) {
      throw BadValue.type(value, "a single value");
    }
    String name = value instanceof String text ? text : Scalars.text(value);
    Object mapped = entries.get(name);
    return mapped != null || entries.containsKey(name) ? mapped : otherwise.apply(value);
  }

  @Override
  public String says() {
    return entries.entrySet().stream()
            .limit(MOST_NAMED)
            .map(entry -> entry.getKey() + " → " + Shown.of(entry.getValue()))
            .collect(Collectors.joining(", "))
        + (entries.size() > MOST_NAMED ? ", …" : "");
  }

  @Override
  public Promise promised(Promise given) {
    return Stream.concat(
            entries.values().stream().filter(Objects::nonNull).map(Promise::of),
            Stream.ofNullable(others))
        .reduce(Promise::or)
        .orElse(Promise.NOTHING);
  }
}
