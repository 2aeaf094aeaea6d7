package dev.oneway.destination;

import dev.oneway.record.Shape;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A destination that can tell all records it holds. Threads may share it. */
public interface Listable {
  /**
   * Goes through the keys of all records, some at a time, in bounded memory. What has no key isn't
   * a record of anybody's.
   *
   * @param keys gets them as {@link dev.oneway.record.Keys} writes them, each at least once
   * @return why it can't list them, where it can't after all; empty when it has
   */
  Optional<String> list(Shape shape, Consumer<List<String>> keys, Traffic traffic)
      throws RetriableException;
}
