package dev.oneway.destination.jdbc;

import dev.oneway.record.Field;
import dev.oneway.record.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shape held against its table, also where they don't fit: the fields that have a column, in the
 * shape's order, and the children whose tables there are.
 */
record Binding(
    Shape shape,
    Table table,
    Map<Field, Column> columns,
    List<String> parentKey,
    boolean deleteMissing,
    Optional<Archive> archive,
    List<Binding> children) {

  /** The shape without the fields that have no column. */
  Shape bound() {
    return unknown().isEmpty()
        ? shape
        : new Shape(
            shape.mappingFile(), shape.object(), List.copyOf(columns.keySet()), shape.children());
  }

  List<Field> unknown() {
    return shape.fields().stream().filter(field -> !columns.containsKey(field)).toList();
  }

  /** The columns of the key; empty when one of its fields has none. */
  Optional<List<Column>> keyColumns() {
    return columns.keySet().containsAll(shape.keyFields())
        ? Optional.of(shape.keyFields().stream().map(columns::get).toList())
        : Optional.empty();
  }
}
