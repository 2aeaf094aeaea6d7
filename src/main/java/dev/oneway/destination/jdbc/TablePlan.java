package dev.oneway.destination.jdbc;

import dev.oneway.record.Field;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
  private final Optional<Archive> archive;
  private final List<TablePlan> children;
  private final List<Field> keyFields;
  private final TableWriter writer;
  private TableReader reader;
  private final Layout layout;
  private final boolean[] lenientAt;
  private final Dialect dialect;

  /**
   * @param layout how rows of other shapes come to have this one
   * @param columns one per field of the shape
   * @param parentKey positions of the fields that repeat the parent's key; empty at the root
   * @param archive where rows go that are removed; nowhere when empty
   */
  TablePlan(
      Dialect dialect,
      Layout layout,
      Shape shape,
      Table table,
      List<Column> columns,
      List<Integer> parentKey,
      boolean deleteMissing,
      Optional<Archive> archive,
      List<TablePlan> children) {
    this.dialect = dialect;
    this.layout = layout;
    this.lenientAt = new boolean[shape.fields().size()];
    for (int i = 0; i < lenientAt.length; i++) {
      lenientAt[i] = layout.lenient().contains(shape.fields().get(i));
    }
    this.shape = shape;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.parentKey = List.copyOf(parentKey);
    this.deleteMissing = deleteMissing;
    this.archive = archive;
    this.children = List.copyOf(children);
    this.keyFields = shape.keyFields();
    this.writer = dialect.writer(this);
  }

  /** How the rows of this table come to their columns. */
  record Layout(Set<Field> lenient, Set<String> names, boolean evolve, boolean append) {
    Layout {
      lenient = Set.copyOf(lenient);
    }
  }

  /** The fields a row is refused for alone when they have no column that takes their value. */
  Set<Field> lenient() {
    return layout.lenient();
  }

  /** Whether each value of the row and of those below it has its column. */
  boolean covers(Row row) {
    if (row.shape() == shape && !layout.evolve() && children.isEmpty()) {
      return true;
    }
    for (int i = 0; i < row.shape().fields().size(); i++) {
      Field field = row.shape().fields().get(i);
      boolean speaks = row.has(i) && row.value(i) != null && !layout.names().contains(field.name());
      if (speaks && place(field.name(), row.value(i)) < 0) {
        return false;
      }
    }
    for (int i = 0; i < children.size(); i++) {
      List<Row> below = row.children(i);
      if (below != null && !below.stream().allMatch(children.get(i)::covers)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The row with its values where this plan has them.
   *
   * @throws Refusal when a value has no column
   */
  Row laidOut(Row row) throws Refusal {
    if (row.shape() == shape && !layout.evolve()) {
      return row;
    }
    Object[] values = new Object[shape.fields().size()];
    Arrays.fill(values, Row.ABSENT);
    for (int i = 0; i < row.shape().fields().size(); i++) {
      String name = row.shape().fields().get(i).name();
      if (row.has(i) && !layout.names().contains(name)) {
        lay(name, row.value(i), values);
      }
    }
    return row.with(shape, values);
  }

  /**
   * The row with its values where this plan has them, as far as it has.
   *
   * @param homeless gets the fields whose value has no column
   */
  Row laidOutAsFar(Row row, Set<String> homeless) {
    if (row.shape() == shape && !layout.evolve()) {
      return row;
    }
    Object[] values = new Object[shape.fields().size()];
    Arrays.fill(values, Row.ABSENT);
    for (int i = 0; i < row.shape().fields().size(); i++) {
      String name = row.shape().fields().get(i).name();
      if (row.has(i) && !layout.names().contains(name)) {
        int at = place(name, row.value(i));
        if (at >= 0) {
          values[at] = row.value(i);
        } else if (row.value(i) != null) {
          homeless.add(name);
        }
      }
    }
    return row.with(shape, values);
  }

  private void lay(String name, Object value, Object[] values) throws Refusal {
    int at = place(name, value);
    if (at < 0 && value == null) {
      return; // a column that isn't there holds nothing that could be cleared
    }
    if (at < 0 || values[at] != Row.ABSENT) {
      String label = isChild() ? table + "." + name : name;
      throw new Refusal(
          Refusal.TYPE,
          Optional.of(label),
          at < 0
              ? withoutColumn(name, value)
              : table + ": two values would be in " + field(at).name());
    }
    values[at] = value;
  }

  private String withoutColumn(String name, Object value) {
    Optional<Column> column = table.column(name);
    return column.isPresent()
        ? "%s.%s is %s and can't hold %s"
            .formatted(
                table,
                name,
                column.get().type(),
                dialect.kindOf(value).name().toLowerCase(Locale.ROOT))
        : "%s has no column %s, and may not get one: it has %d"
            .formatted(table, name, table.columns().size());
  }

  /** The position of the field that holds such a value; -1 when there is none. */
  private int place(String name, Object value) {
    int at = shape.indexOf(name);
    boolean fits =
        at >= 0
            && (value == null
                || !lenientAt[at]
                || dialect.takes(column(at), dialect.kindOf(value)));
    return fits ? at : layout.evolve() ? shape.indexOf(Demand.textBeside(name)) : -1;
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

  /** Where rows go that are removed; nowhere when empty. */
  Optional<Archive> archive() {
    return archive;
  }

  List<TablePlan> children() {
    return children;
  }

  TableWriter writer() {
    return writer;
  }

  /** Made when somebody reads, which most never do. */
  synchronized TableReader reader() {
    if (reader == null) {
      reader = dialect.reader(this);
    }
    return reader;
  }

  /** How many fields it has, each with its column. */
  int fields() {
    return columns.size();
  }

  /** Whether an update may write the field at all. */
  boolean updates(int field) {
    boolean whenNew = layout.append() || field(field).when() == WriteWhen.CREATE;
    return !field(field).key() && !whenNew;
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
