package dev.oneway.destination.jdbc;

import dev.oneway.destination.Inspection;
import dev.oneway.fault.Fault;
import dev.oneway.fault.Nearest;
import dev.oneway.record.Field;
import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Binds a shape and its children to their tables; finds every mismatch at once. */
final class Planner {
  private final Dialect dialect;
  private final Connection connection;
  private final List<Fault> faults = new ArrayList<>();

  private Planner(Dialect dialect, Connection connection) {
    this.dialect = dialect;
    this.connection = connection;
  }

  /**
   * Plans the writing of a shape, whatever its values will be: a value a column can't hold is its
   * record's matter.
   *
   * @throws FatalException with a line per fault when the tables can't take the shape
   */
  static TablePlan plan(Dialect dialect, Connection connection, Shape shape, TableName name)
      throws SQLException {
    Planner planner = new Planner(dialect, connection);
    Binding binding = planner.bind(shape, name, List.of(), false);
    if (!planner.faults.isEmpty()) {
      throw new FatalException(
          planner.faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
    return planner.plan(binding);
  }

  /**
   * Finds what {@link #plan} would refuse, and what the columns can't hold of the promised values.
   *
   * @throws Unusable when there is no such table
   */
  static Inspection inspect(Dialect dialect, Connection connection, Shape shape, TableName name)
      throws SQLException {
    Planner planner = new Planner(dialect, connection);
    PromiseCheck promises = new PromiseCheck();
    promises.check(planner.bind(shape, name, List.of(), false));
    return new Inspection.Examined(
        Stream.concat(planner.faults.stream(), promises.faults().stream())
            .sorted(Fault.BY_PLACE)
            .toList(),
        promises.warnings());
  }

  private TablePlan plan(Binding binding) {
    List<Integer> parentFields =
        binding.parentKey().stream().map(binding.shape()::indexOf).toList();
    return new TablePlan(
        dialect,
        binding.shape(),
        binding.table(),
        List.copyOf(binding.columns().values()),
        parentFields,
        binding.deleteMissing(),
        binding.children().stream().map(this::plan).toList());
  }

  private Binding bind(Shape shape, TableName name, List<String> parentKey, boolean deleteMissing)
      throws SQLException {
    Table table = dialect.describe(connection, name);
    Map<Field, Column> columns = columns(shape, table);
    List<Binding> children = new ArrayList<>();
    for (Shape.Child child : shape.children()) {
      bind(child, table.schema()).ifPresent(children::add);
    }
    requireParentKey(shape, parentKey);
    Binding binding = new Binding(shape, table, columns, parentKey, deleteMissing, children);
    binding.keyColumns().ifPresent(key -> requireUniqueKey(binding, key));
    return binding;
  }

  /** Unlike the record's own table, which the route names, a child's is named by the mapping. */
  private Optional<Binding> bind(Shape.Child child, String schema) throws SQLException {
    try {
      TableName name = TableName.parse(child.shape().object()).orIn(schema);
      return Optional.of(bind(child.shape(), name, child.parentKey(), child.deleteMissing()));
    } catch (Unusable e) {
      fault(child.shape(), child.shape().fields().get(0), e.what(), e.remedy());
      return Optional.empty();
    }
  }

  private void requireParentKey(Shape shape, List<String> parentKey) {
    for (String name : parentKey) {
      if (shape.indexOf(name) < 0) {
        fault(
            shape,
            shape.fields().get(0),
            "`%s` repeats the parent's key and isn't a field of %s."
                .formatted(name, shape.object()),
            "Add it to its fields.");
      }
    }
  }

  private Map<Field, Column> columns(Shape shape, Table table) {
    Map<Column, Field> writers = new HashMap<>();
    Map<Field, Column> columns = new LinkedHashMap<>();
    for (Field field : shape.fields()) {
      table
          .column(field.name())
          .ifPresentOrElse(
              column -> {
                columns.put(field, column);
                requireWritable(shape, field, table, column, writers);
              },
              () -> unknown(shape, field, table));
    }
    return columns;
  }

  private void requireWritable(
      Shape shape, Field field, Table table, Column column, Map<Column, Field> writers) {
    Field other = writers.putIfAbsent(column, field);
    if (other != null) {
      fault(
          shape,
          field,
          "`%s` and `%s` are the same column of %s.".formatted(other.name(), field.name(), table),
          "Keep one of them.");
    }
    column
        .generated()
        .ifPresent(
            how ->
                fault(
                    shape,
                    field,
                    "`%s` of %s is %s: the database fills it by itself."
                        .formatted(column.name(), table, how),
                    remedyOf(how)));
  }

  private static String remedyOf(String generated) {
    return generated.contains("IDENTITY")
        ? "Leave it out of the mapping, or make it GENERATED BY DEFAULT AS IDENTITY."
        : "Leave it out of the mapping.";
  }

  private void unknown(Shape shape, Field field, Table table) {
    fault(
        shape,
        field,
        "`%s` isn't a column of %s.".formatted(field.name(), table),
        Nearest.didYouMean(field.name(), table.columnNames())
            + "Its columns are "
            + String.join(", ", table.columnNames())
            + ".");
  }

  private void requireUniqueKey(Binding binding, List<Column> keyColumns) {
    Table table = binding.table();
    Set<String> names =
        keyColumns.stream().map(Column::name).collect(Collectors.toCollection(LinkedHashSet::new));
    if (!table.uniqueKeys().contains(names)) {
      String list = keyColumns.stream().map(Column::quoted).collect(Collectors.joining(", "));
      String index = TableName.quoted(table.name() + "_key");
      fault(
          binding.shape(),
          binding.shape().keyFields().get(0),
          "%s has no unique index over its key (%s), so two runs could create a record twice."
              .formatted(table, String.join(", ", names)),
          "Run: CREATE UNIQUE INDEX %s ON %s (%s).".formatted(index, table, list));
    }
  }

  private void fault(Shape shape, Field field, String what, String remedy) {
    faults.add(new Fault(shape.mappingFile(), field.line(), field.column(), what, remedy));
  }
}
