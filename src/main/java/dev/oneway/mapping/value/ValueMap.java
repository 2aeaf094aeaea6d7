package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import dev.oneway.record.Scalars;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code values:}: known values and what becomes of them; a number is looked up by its text. */
public final class ValueMap implements Stage {
  private static final int MOST_NAMED = 8;

  private final Map<String, Object> entries;
  private final Others others;

  /**
   * What becomes of values that aren't among the entries.
   *
   * @param says e.g. {@code refused}
   * @param promised what holds of what they become; empty when that is nothing or null
   */
  private record Others(UnaryOperator<Object> work, String says, Optional<Promise> promised) {}

  private ValueMap(Map<String, Object> entries, Others others) {
    this.entries = entries;
    this.others = others;
  }

  /**
   * Refuses what isn't among the entries.
   *
   * @param entries by the text of the value; kept, not copied, and never to be changed
   */
  public static ValueMap orReject(Map<String, Object> entries) {
    String known = known(entries.keySet());
    UnaryOperator<Object> refuse =
        value -> {
          throw BadValue.unknown(value, known);
        };
    return new ValueMap(entries, new Others(refuse, "refused", Optional.empty()));
  }

  /** Keeps what isn't among the entries. */
  public static ValueMap orKeep(Map<String, Object> entries) {
    return new ValueMap(
        entries, new Others(value -> value, "kept as they are", Optional.of(Promise.NOTHING)));
  }

  /** Puts a constant, which may be null, in place of what isn't among the entries. */
  public static ValueMap orConstant(Map<String, Object> entries, Object constant) {
    Optional<Promise> promise = Optional.ofNullable(constant).map(Promise::of);
    return new ValueMap(entries, new Others(value -> constant, Shown.of(constant), promise));
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
    return mapped != null || entries.containsKey(name) ? mapped : others.work().apply(value);
  }

  /** The known values and what becomes of them, in the order of the file. */
  public Map<String, Object> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /** What becomes of others, e.g. {@code refused}. */
  public String others() {
    return others.says();
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
            others.promised().stream())
        .reduce(Promise::or)
        .orElse(Promise.NOTHING);
  }
}
