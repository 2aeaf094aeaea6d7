package dev.oneway.destination.jdbc;

import dev.oneway.destination.Inspection;
import dev.oneway.fault.Fault;
import dev.oneway.fault.Nearest;
import dev.oneway.record.Field;
import dev.oneway.record.Operation;
import dev.oneway.record.Removal;
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
  private final Growth growth;
  private final List<Fault> faults = new ArrayList<>();

  private Planner(Dialect dialect, Connection connection, Growth growth) {
    this.dialect = dialect;
    this.connection = connection;
    this.growth = growth;
  }

  /**
   * Plans the writing of what rows ask for, whatever their values will be: a value a column can't
   * hold is its record's matter, as is a lenient field without a column.
   *
   * @throws FatalException with a line per fault when the tables can't take the shape
   */
  static TablePlan plan(Dialect dialect, Connection connection, Demand demand, TableName name)
      throws SQLException {
    return plan(dialect, connection, Growth.NONE, demand, name);
  }

  /** The same where columns may still be made: those that aren't there have no place yet. */
  static TablePlan plan(
      Dialect dialect, Connection connection, Growth growth, Demand demand, TableName name)
      throws SQLException {
    Planner planner = new Planner(dialect, connection, growth);
    Binding binding = planner.bind(demand.shape(), demand, name, List.of(), false);
    if (!planner.faults.isEmpty()) {
      throw new FatalException(
          planner.faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
    return planner.plan(binding, demand);
  }

  /**
   * Finds what {@link #plan} would refuse, and what the columns can't hold of the promised values.
   * What may be made needn't be there yet.
   *
   * @throws Unusable when there is no such table, and it may not be made
   */
  static Inspection inspect(
      Dialect dialect, Connection connection, Growth growth, Shape shape, TableName name)
      throws SQLException {
    Planner planner = new Planner(dialect, connection, growth);
    PromiseCheck promises = new PromiseCheck();
    Demand demand = new Demand(dialect, shape, List.of(), growth.evolve());
    try {
      promises.check(planner.bind(shape, demand, name, List.of(), false));
    } catch (MissingTable missing) {
      if (!growth.create()) {
        throw missing;
      }
    }
    return new Inspection.Examined(
        Stream.concat(planner.faults.stream(), promises.faults().stream())
            .sorted(Fault.BY_PLACE)
            .toList(),
        promises.warnings());
  }

  private TablePlan plan(Binding binding, Demand demand) {
    Shape shape = binding.bound();
    List<TablePlan> children = new ArrayList<>();
    for (int i = 0; i < binding.children().size(); i++) {
      children.add(plan(binding.children().get(i), demand.children().get(i)));
    }
    return new TablePlan(
        dialect,
        new TablePlan.Layout(demand.lenient(), demand.names(), demand.evolves(), demand.appends()),
        shape,
        binding.table(),
        List.copyOf(binding.columns().values()),
        binding.parentKey().stream().map(shape::indexOf).toList(),
        binding.deleteMissing(),
        binding.archive(),
        children);
  }

  private Binding bind(
      Shape shape, Demand demand, TableName name, List<String> parentKey, boolean deleteMissing)
      throws SQLException {
    Table table = dialect.describe(connection, name);
    Map<Field, Column> columns = columns(shape, demand, table);
    List<Binding> children = new ArrayList<>();
    for (int i = 0; i < shape.children().size(); i++) {
      bind(shape.children().get(i), demand.children().get(i), table.schema())
          .ifPresent(children::add);
    }
    requireParentKey(shape, parentKey);
    Binding binding =
        new Binding(
            shape,
            table,
            columns,
            parentKey,
            deleteMissing,
            archive(shape, table, columns),
            children);
    binding.keyColumns().ifPresent(key -> requireUniqueKey(binding, key));
    return binding;
  }

  /** Unlike the record's own table, which the route names, a child's is named by the mapping. */
  private Optional<Binding> bind(Shape.Child child, Demand demand, String schema)
      throws SQLException {
    try {
      TableName name = TableName.parse(child.shape().object()).orIn(schema);
      return Optional.of(
          bind(child.shape(), demand, name, child.parentKey(), child.deleteMissing()));
    } catch (Unusable e) {
      if (e instanceof MissingTable && growth.create()) {
        return Optional.empty();
      }
      fault(child.shape(), child.shape().fields().get(0), e.what(), e.remedy());
      return Optional.empty();
    }
  }

  private Optional<Archive> archive(Shape shape, Table table, Map<Field, Column> columns)
      throws SQLException {
    Optional<Removal> removal = shape.removal().filter(it -> it.operation() == Operation.ARCHIVE);
    Optional<String> to = removal.flatMap(Removal::to);
    if (removal.isPresent() && to.isEmpty()) {
      fault(
          shape,
          removal.get(),
          "`archive` doesn't say where the rows of " + table + " go.",
          "Add `to:` with the table, to `deletes`.");
    }
    return to.isEmpty() ? Optional.empty() : archive(shape, removal.get(), table, columns);
  }

  private Optional<Archive> archive(
      Shape shape, Removal removal, Table table, Map<Field, Column> columns) throws SQLException {
    try {
      TableName name = TableName.parse(removal.to().orElseThrow()).orIn(table.schema());
      List<Column> key =
          shape.keyFields().stream().filter(columns::containsKey).map(columns::get).toList();
      Archive archive = Archive.of(table, dialect.describe(connection, name), key);
      requireArchive(shape, removal, table, archive, key);
      return Optional.of(archive);
    } catch (Unusable e) {
      fault(shape, removal, e.what(), e.remedy());
      return Optional.empty();
    }
  }

  private void requireArchive(
      Shape shape, Removal removal, Table table, Archive archive, List<Column> key) {
    if (archive.table().quoted().equals(table.quoted())) {
      fault(shape, removal, "`to` is the table itself.", "Name another one.");
    }
    archive
        .lost(key)
        .forEach(
            name ->
                fault(
                    shape,
                    removal,
                    "%s has no column %s, which is a key of %s."
                        .formatted(archive.table(), name, table),
                    "Add it there."));
    archive
        .wanting()
        .forEach(
            name ->
                fault(
                    shape,
                    removal,
                    "%s needs a value for %s, and %s has no such column."
                        .formatted(archive.table(), name, table),
                    "Give it a default there."));
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

  private Map<Field, Column> columns(Shape shape, Demand demand, Table table) {
    Set<Field> lenient = demand.lenient();
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
              () -> {
                if (!growth.evolve() && !lenient.contains(field)) {
                  unknown(shape, field, table);
                }
              });
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

  private void fault(Shape shape, Removal removal, String what, String remedy) {
    Shape.Place place = removal.place();
    faults.add(new Fault(shape.mappingFile(), place.line(), place.column(), what, remedy));
  }

  private void fault(Shape shape, Field field, String what, String remedy) {
    faults.add(new Fault(shape.mappingFile(), field.line(), field.column(), what, remedy));
  }
}
