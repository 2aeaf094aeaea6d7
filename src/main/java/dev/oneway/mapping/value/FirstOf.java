package dev.oneway.mapping.value;

import dev.oneway.record.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code first:}: the first of several paths that leads to something. Threads may share it.
 *
 * <p>When none does: null when the record has at least one of them, null or blank; else absent.
 */
public final class FirstOf implements Origin {
  private final Path[] paths;
  private final String words;

  public FirstOf(List<Path> paths) {
    this.paths = paths.toArray(Path[]::new);
    this.words =
        "the first of " + paths.stream().map(Path::words).collect(Collectors.joining(", "));
  }

  @Override
  public Object read(Map<String, Object> record) {
    Object none = Row.ABSENT;
    for (Path path : paths) {
      Object value = path.read(record);
      if (!Blank.isBlank(value)) {
        return value;
      }
      none = value == Row.ABSENT ? none : null;
    }
    return none;
  }

  /** All of them, in their order. */
  public List<Path> paths() {
    return List.of(paths);
  }

  @Override
  public String words() {
    return words;
  }
}
