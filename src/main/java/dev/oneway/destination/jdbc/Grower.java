package dev.oneway.destination.jdbc;

import dev.oneway.record.Field;
import dev.oneway.record.Promise.Kind;
import dev.oneway.record.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the tables and columns that records ask for, as far as a {@link Growth} allows it. Each
 * table is one transaction, looked at again inside of it, so that of two processes that want the
 * same column one adds it and the other finds it. Belongs to one thread.
 */
final class Grower {
  private static final int ATTEMPTS = 4;

  private final Dialect dialect;
  private final Connection connection;
  private final Growth growth;

  Grower(Dialect dialect, Connection connection, Growth growth) {
    this.dialect = dialect;
    this.connection = connection;
    this.growth = growth;
  }

  /**
   * Makes what is missing for the demand and its children.
   *
   * @throws MissingTable when the table isn't there and may not be made
   */
  void grow(Demand demand, TableName name) throws SQLException {
    List<Kind> key =
        demand.base().keyFields().stream().map(field -> field.promise().kind()).toList();
    growOne(demand, name, key);
    List<Shape.Child> shapes = demand.base().children();
    if (!shapes.isEmpty()) {
      String schema = dialect.describe(connection, name).schema();
      for (int i = 0; i < shapes.size(); i++) {
        TableName child = TableName.parse(shapes.get(i).shape().object()).orIn(schema);
        growOne(demand.children().get(i), child, key);
      }
    }
  }

  /**
   * @param key the kinds of the first key fields, which a child repeats
   */
  private void growOne(Demand demand, TableName name, List<Kind> key) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try (Transaction transaction = new Transaction(connection, dialect.beginGrowth())) {
        for (String statement : statements(demand, name, key)) {
          transaction.run(statement);
        }
        transaction.commit();
        return;
      } catch (SQLException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private List<String> statements(Demand demand, TableName name, List<Kind> key)
      throws SQLException {
    Table table;
    try {
      table = dialect.describe(connection, name);
    } catch (MissingTable missing) {
      if (!growth.create()) {
        throw missing;
      }
      return List.of(creation(demand, name, key, missing.tables()));
    }
    return growth.evolve() ? additions(demand, table) : List.of();
  }

  private String creation(Demand demand, TableName name, List<Kind> key, int tables) {
    if (tables >= growth.maxTables()) {
      throw new MissingTable(
          "there is no table `%s`, and there are %d tables already, as many as maxTables allows."
              .formatted(name, tables),
          "Raise maxTables, or see why records ask for so many.",
          tables);
    }
    List<String> columns = new ArrayList<>();
    List<String> keyColumns = new ArrayList<>();
    for (Field field : demand.strict()) {
      String quoted = TableName.quoted(field.name());
      if (field.key()) {
        Kind kind = keyColumns.size() < key.size() ? key.get(keyColumns.size()) : kindOf(field);
        keyColumns.add(quoted);
        columns.add(quoted + " " + dialect.typeOf(kind) + " NOT NULL");
      } else {
        columns.add(quoted + " " + dialect.typeOf(kindOf(field)));
      }
    }
    if (growth.evolve()) {
      demand.kinds().entrySet().stream()
          .limit(Math.max(0, growth.maxColumns() - columns.size()))
          .forEach(
              field ->
                  columns.add(
                      TableName.quoted(field.getKey()) + " " + dialect.typeOf(field.getValue())));
    }
    return "CREATE TABLE IF NOT EXISTS %s (%s, PRIMARY KEY (%s))"
        .formatted(name.quoted(), String.join(", ", columns), String.join(", ", keyColumns));
  }

  private static Kind kindOf(Field field) {
    return field.promise().kind();
  }

  private List<String> additions(Demand demand, Table table) throws SQLException {
    Map<String, Kind> missing = new LinkedHashMap<>();
    List<String> statements = new ArrayList<>();
    for (Field field : demand.strict()) {
      if (table.column(field.name()).isEmpty()) {
        missing.put(field.name(), kindOf(field));
      }
    }
    for (Map.Entry<String, Kind> field : List.copyOf(demand.kinds().entrySet())) {
      Optional<Column> column = table.column(field.getKey());
      if (column.isEmpty()) {
        missing.put(field.getKey(), field.getValue());
      } else if (!dialect.takes(column.get(), field.getValue())) {
        widening(demand, table, column.get(), field, missing).ifPresent(statements::add);
      }
    }
    missing.entrySet().stream()
        .limit(Math.max(0, growth.maxColumns() - table.columns().size()))
        .forEach(it -> statements.add(dialect.addition(table, it.getKey(), it.getValue())));
    return statements;
  }

  /** What can't be widened gets a text column beside it. */
  private Optional<String> widening(
      Demand demand,
      Table table,
      Column column,
      Map.Entry<String, Kind> field,
      Map<String, Kind> missing)
      throws SQLException {
    Optional<String> widening = dialect.widening(connection, table, column, field.getValue());
    if (widening.isEmpty()) {
      demand.addTextBeside(field.getKey());
      String beside = Demand.textBeside(field.getKey());
      if (table.column(beside).isEmpty()) {
        missing.put(beside, Kind.TEXT);
      }
    }
    return widening;
  }
}
