package dev.oneway.mapping;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.model.Deletes;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What is left of a record that is gone, compiled. Threads may share it. */
final class DeletesWork {
  private final Expression when;
  private final Object[] values;

  DeletesWork(Deletes model, Shape shape) {
    this.when = model.when();
    this.values = new Object[shape.fields().size()];
    Arrays.fill(values, Row.ABSENT);
    model.set().forEach((name, value) -> values[shape.indexOf(name)] = value);
  }

  /**
   * Whether the source says that the record is gone.
   *
   * @throws RecordFault when that is neither true nor false
   */
  boolean isGone(Map<String, Object> record) {
    try {
      return when.isTrue(record);
    } catch (BadValue bad) {
      throw RecordFault.of(bad, Optional.empty(), "`when` of `deletes`, " + when.words() + ",");
    }
  }

  /** Fills the array behind the key: what marks the record as gone, and nothing of other fields. */
  void fill(Object[] row, int keys) {
    System.arraycopy(values, keys, row, keys, row.length - keys);
  }
}
