package dev.oneway.destination.jdbc;

import dev.oneway.fault.Nearest;
import dev.oneway.run.FatalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a table's columns and keys through SQLite's pragmas. */
final class SqliteCatalog {
  private static final String TABLES =
      "SELECT schema, name FROM pragma_table_list WHERE type = 'table' AND schema = ?";
  private static final String COLUMNS =
      "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?, ?)";
  private static final String INDEXES =
      "SELECT name FROM pragma_index_list(?, ?) WHERE \"unique\" AND NOT partial";
  private static final String INDEX_COLUMNS = "SELECT name FROM pragma_index_info(?, ?)";
  private static final int VISIBLE = 0;

  private final Connection connection;

  private record Found(String schema, String name) {}

  SqliteCatalog(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws FatalException when there is no such table
   */
  Table describe(TableName name) throws SQLException {
    Found found = find(name);
    Set<String> primaryKey = new HashSet<>();
    List<Column> columns = new ArrayList<>();
    each(
        COLUMNS,
        List.of(found.name(), found.schema()),
        row -> {
          columns.add(column(row));
          if (row.getInt(5) > 0) {
            primaryKey.add(row.getString(1));
          }
        });
    Set<Set<String>> uniqueKeys = uniqueKeys(found);
    uniqueKeys.add(primaryKey);
    return new Table(name, found.schema(), found.name(), false, columns, uniqueKeys, Map.of());
  }

  private Found find(TableName name) throws SQLException {
    List<Found> tables = new ArrayList<>();
    each(
        TABLES,
        List.of(name.schema().orElse("main")),
        row -> tables.add(new Found(row.getString(1), row.getString(2))));
    return Table.named(name.table(), tables, Found::name)
        .orElseThrow(() -> missing(name, tables.stream().map(Found::name).toList()));
  }

  private static FatalException missing(TableName name, List<String> known) {
    return new FatalException(
        "there is no table `%s` in the database. %sCreate it, or check the data source's file."
            .formatted(name, Nearest.didYouMean(name.table(), known)));
  }

  private static Column column(ResultSet row) throws SQLException {
    String type = row.getString(2);
    boolean required = row.getBoolean(3) && row.getString(4) == null && row.getInt(5) == 0;
    return new Column(
        row.getString(1),
        type,
        type,
        affinity(type.toUpperCase(Locale.ROOT)),
        false,
        OptionalInt.empty(),
        " COLLATE BINARY",
        row.getInt(6) == VISIBLE ? Optional.empty() : Optional.of("a GENERATED column"),
        required);
  }

  /** sqlite.org/datatype3.html, 3.1. OTHER keeps what it is given. */
  private static Column.Kind affinity(String type) {
    if (type.contains("INT")) {
      return Column.Kind.INTEGER;
    }
    if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
      return Column.Kind.TEXT;
    }
    if (type.isEmpty() || type.contains("BLOB") || type.equals("ANY")) {
      return Column.Kind.OTHER;
    }
    boolean real = type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB");
    return real ? Column.Kind.REAL : Column.Kind.NUMERIC;
  }

  private Set<Set<String>> uniqueKeys(Found table) throws SQLException {
    List<String> indexes = new ArrayList<>();
    each(INDEXES, List.of(table.name(), table.schema()), row -> indexes.add(row.getString(1)));
    Set<Set<String>> keys = new HashSet<>();
    for (String index : indexes) {
      List<String> columns = new ArrayList<>();
      each(INDEX_COLUMNS, List.of(index, table.schema()), row -> columns.add(row.getString(1)));
      if (!columns.contains(null)) {
        keys.add(Set.copyOf(columns));
      }
    }
    return keys;
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String sql, List<String> parameters, RowReader reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }
}
