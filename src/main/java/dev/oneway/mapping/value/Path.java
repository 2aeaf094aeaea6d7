package dev.oneway.mapping.value;

import dev.oneway.record.Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A direct way into a record: names and array indexes, walked over Map and List without reflection,
 * exceptions or garbage.
 *
 * <p>What the record says isn't there (a null or an array too short on the way) is null. What the
 * record doesn't speak of (no such name, or no object where one is needed) is absent.
 */
public final class Path implements Origin {
  /**
   * One step of the way.
   *
   * @param name the name in an object; null for an index
   * @param index the index in an array; -1 for a name
   */
  record Step(String name, int index) {}

  private final String written;
  private final Step[] steps;

  Path(String written, List<Step> steps) {
    this.written = written;
    this.steps = steps.toArray(Step[]::new);
  }

  /**
   * Reads a path such as {@code lines[0].sku} or {@code properties."last touch"}.
   *
   * @throws SyntaxException when it isn't one
   */
  public static Path parse(String text) throws SyntaxException {
    return new PathParser(text).parse();
  }

  @Override
  public Object read(Map<String, Object> record) {
    Object at = record;
    for (Step step : steps) {
      at = step.name() == null ? element(at, step.index()) : member(at, step.name());
      if (at == null || at == Row.ABSENT) {
        return at;
      }
    }
    return at;
  }

  /** A name as it stands in a path: in quotes, where it needs them. */
  public static String written(String name) {
    return PathParser.written(name);
  }

  /** The names on the way, without the indexes. */
  public List<String> names() {
    return Stream.of(steps).map(Step::name).filter(Objects::nonNull).toList();
  }

  private static Object member(Object at, String name) {
    if (!(at instanceof Map<?, ?> map)) {
      return Row.ABSENT;
    }
    Object value = map.get(name);
    return value != null || map.containsKey(name) ? value : Row.ABSENT;
  }

  private static Object element(Object at, int index) {
    if (!(at instanceof List<?> list)) {
      return Row.ABSENT;
    }
    return index < list.size() ? list.get(index) : null;
  }

  @Override
  public String words() {
    return "`" + written + "`";
  }

  /** The path as the author wrote it. */
  @Override
  public String toString() {
    return written;
  }
}
