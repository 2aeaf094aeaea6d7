package dev.oneway.mapping;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.model.Deletes;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.record.Keys;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Removal;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is left of a record that is gone, compiled. Threads may share it. */
final class DeletesWork {
  private final Optional<Expression> when;
  private final Optional<Operation> operation;
  private final Shape shape;
  private final Object[] values;

  DeletesWork(Deletes model, Shape shape) {
    this.when = model.when();
    this.operation = model.removal().map(Removal::operation);
    this.shape = shape;
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
      return when.isPresent() && when.get().isTrue(record);
    } catch (BadValue bad) {
      throw RecordFault.of(
          bad, Optional.empty(), "`when` of `deletes`, " + when.orElseThrow().words() + ",");
    }
  }

  /** Whether nothing is done about a record that is gone. */
  boolean isIgnored() {
    return operation.isEmpty();
  }

  /**
   * What is left of it: its key, what marks it as gone, and nothing of other fields.
   *
   * @param key the values of the key fields
   * @param version null without one
   */
  MappedRecord gone(List<?> key, Version version, Map<String, Object> source) {
    Object[] row = values.clone();
    for (int i = 0; i < key.size(); i++) {
      row[i] = key.get(i);
    }
    return MappedRecord.gone(shape, operation.orElseThrow(), row, Keys.of(key), version, source);
  }
}
