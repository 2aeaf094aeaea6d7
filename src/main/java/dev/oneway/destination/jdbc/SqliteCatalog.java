package dev.oneway.destination.jdbc;

import dev.oneway.fault.Nearest;
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
      "SELECT schema, name, strict FROM pragma_table_list WHERE type = 'table' AND schema = ?"
          + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
  private static final String COLUMNS =
      "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?, ?)";
  private static final String INDEXES =
      "SELECT name FROM pragma_index_list(?, ?) WHERE \"unique\" AND NOT partial";
  private static final String PRIMARY_KEY_INDEXES =
      "SELECT name FROM pragma_index_list(?, ?) WHERE origin = 'pk'";
  private static final String INDEX_COLUMNS = "SELECT name FROM pragma_index_info(?, ?)";
  private static final int VISIBLE = 0;

  private final Connection connection;

  private record Found(String schema, String name, boolean strict) {}

  SqliteCatalog(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws Unusable when there is no such table
   */
  Table describe(TableName name) throws SQLException {
    Found found = find(name);
    Set<String> primaryKey = new HashSet<>();
    boolean rowId = hasRowId(found);
    List<Column> columns = new ArrayList<>();
    each(
        COLUMNS,
        List.of(found.name(), found.schema()),
        row -> {
          boolean inPrimaryKey = row.getInt(5) > 0;
          columns.add(column(row, found.strict(), rowId && inPrimaryKey));
          if (inPrimaryKey) {
            primaryKey.add(row.getString(1));
          }
        });
    Set<Set<String>> uniqueKeys = uniqueKeys(found);
    uniqueKeys.add(primaryKey);
    return new Table(
        name, found.schema(), found.name(), false, false, columns, uniqueKeys, Map.of());
  }

  private Found find(TableName name) throws SQLException {
    List<Found> tables = new ArrayList<>();
    each(
        TABLES,
        List.of(name.schema().orElse("main")),
        row -> tables.add(new Found(row.getString(1), row.getString(2), row.getBoolean(3))));
    return Table.named(name.table(), tables, Found::name)
        .orElseThrow(() -> missing(name, tables.stream().map(Found::name).toList()));
  }

  private static MissingTable missing(TableName name, List<String> known) {
    return new MissingTable(
        "there is no table `" + name + "` in the database.",
        Nearest.didYouMean(name.table(), known) + "Create it, or check the data source's file.",
        known.size());
  }

  /** sqlite.org/lang_createtable.html, 5: such a primary key is the row id and needs no index. */
  private boolean hasRowId(Found table) throws SQLException {
    List<String> indexes = new ArrayList<>();
    each(
        PRIMARY_KEY_INDEXES,
        List.of(table.name(), table.schema()),
        row -> indexes.add(row.getString(1)));
    return indexes.isEmpty();
  }

  /**
   * @param rowId whether it is the row id, which fills itself
   */
  private static Column column(ResultSet row, boolean strict, boolean rowId) throws SQLException {
    String type = row.getString(2);
    String typeInCapitals = type.toUpperCase(Locale.ROOT);
    boolean visible = row.getInt(6) == VISIBLE;
    boolean notNull = row.getBoolean(3) && !rowId;
    return new Column(
        row.getString(1),
        type,
        type,
        affinity(typeInCapitals),
        false,
        OptionalInt.empty(),
        " COLLATE BINARY",
        visible ? Optional.empty() : Optional.of("a GENERATED column"),
        notNull && visible && "NULL".equalsIgnoreCase(defaultOf(row)),
        !rowId && "NULL".equalsIgnoreCase(defaultOf(row)),
        new Limits(
            SqliteKinds.refusedBy(typeInCapitals, strict, rowId), OptionalInt.empty(), notNull));
  }

  private static String defaultOf(ResultSet row) throws SQLException {
    String expression = row.getString(4);
    return expression == null ? "NULL" : expression;
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
