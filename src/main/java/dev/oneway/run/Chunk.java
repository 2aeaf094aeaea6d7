package dev.oneway.run;

import java.util.ArrayList;
import java.util.List;

/** Records as they were read, already counted in the run's books. */
public final class Chunk extends ArrayList<Object> {
  private static final long serialVersionUID = 1L;

  Chunk(int size) {
    super(size);
  }

  /**
   * The body of an exchange as a list of records: a chunk, a list or a single record. What doesn't
   * come from a {@link ChunkExpression} is counted as read here.
   */
  public static List<?> of(Run run, Object body) {
    if (body instanceof Chunk chunk) {
      return chunk;
    }
    List<?> records =
        body instanceof List<?> list ? list : body == null ? List.of() : List.of(body);
    run.read(records.size());
    return records;
  }
}
