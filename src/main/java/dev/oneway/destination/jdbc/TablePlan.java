package dev.oneway.destination.jdbc;

import dev.oneway.record.Field;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A shape bound to the table it is written to: which field is which column. Checked by {@link
 * Planner}; immutable, threads may share it.
 */
final class TablePlan {
  private final Shape shape;
  private final Table table;
  private final List<Column> columns;
  private final List<Integer> parentKey;
  private final boolean deleteMissing;
  private final List<TablePlan> children;
  private final List<Field> keyFields;
  private final TableWriter writer;

  /**
   * @param columns one per field of the shape
   * @param parentKey positions of the fields that repeat the parent's key; empty at the root
   */
  TablePlan(
      Dialect dialect,
      Shape shape,
      Table table,
      List<Column> columns,
      List<Integer> parentKey,
      boolean deleteMissing,
      List<TablePlan> children) {
    this.shape = shape;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.parentKey = List.copyOf(parentKey);
    this.deleteMissing = deleteMissing;
    this.children = List.copyOf(children);
    this.keyFields = shape.keyFields();
    this.writer = dialect.writer(this);
  }

  Table table() {
    return table;
  }

  Column column(int field) {
    return columns.get(field);
  }

  Field field(int field) {
    return shape.fields().get(field);
  }

  List<Field> keyFields() {
    return keyFields;
  }

  /** Key fields come first, so their positions are these. */
  List<Column> keyColumns() {
    return columns.subList(0, keyFields.size());
  }

  List<Integer> parentKey() {
    return parentKey;
  }

  boolean isChild() {
    return !parentKey.isEmpty();
  }

  boolean deleteMissing() {
    return deleteMissing;
  }

  List<TablePlan> children() {
    return children;
  }

  TableWriter writer() {
    return writer;
  }

  /** Whether an update may write the field at all. */
  boolean updates(int field) {
    return !field(field).key() && field(field).when() != WriteWhen.CREATE;
  }

  /** Whether every column a new row must have is among these fields. */
  boolean canInsert(java.util.BitSet present) {
    return table.columns().stream()
        .filter(Column::required)
        .allMatch(column -> present.stream().anyMatch(i -> columns.get(i).equals(column)));
  }

  /** The field's name as a dead letter shows it; fields of child tables carry their table. */
  String label(int field) {
    String name = field(field).name();
    return isChild() ? table + "." + name : name;
  }

  /** The field that is written to this column; -1 when none is. */
  int fieldOf(String column) {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equals(column))
        .findFirst()
        .orElse(-1);
  }
}
