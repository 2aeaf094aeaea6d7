package dev.oneway.mapping.model;

import dev.oneway.mapping.value.FieldValue;
import dev.oneway.record.Field;
import dev.oneway.record.Promise;
import dev.oneway.record.WriteWhen;

/**
 * One destination field as the file describes it.
 *
 * @param line where the file declares it, 1-based
 * @param column where the file declares it, 1-based
 * @param value how its value is made
 */
public record FieldModel(String name, int line, int column, FieldValue value, WriteWhen when) {
  /** The field as a destination sees it. */
  public Field field(boolean key) {
    Promise promise = value.promised();
    return new Field(
        name,
        key,
        when,
        line,
        column,
        promise.neverNull(key || promise.neverNull()),
        !value.references().isEmpty());
  }
}
