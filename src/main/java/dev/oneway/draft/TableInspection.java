package dev.oneway.draft;

import dev.oneway.fault.Nearest;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Looks at a table by what every JDBC driver tells of one. */
final class TableInspection {
  private static final String YES = "YES";

  /** There is no such table. */
  static final class NoTableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private NoTableException(String message) {
      super(message);
    }
  }

  /**
   * A table as it is.
   *
   * @param name as the database has it
   * @param columns those that may be written
   * @param key its primary key, else the first of its unique keys; none when it has neither
   */
  record Found(String name, List<Attribute> columns, List<String> key) {}

  private final DatabaseMetaData database;
  private final String catalog;
  private final Optional<String> schema;

  private TableInspection(Connection connection, Address.Table address) throws SQLException {
    database = connection.getMetaData();
    catalog = connection.getCatalog();
    String current = connection.getSchema();
    schema = address.schema().or(() -> Optional.ofNullable(current));
  }

  /**
   * @throws NoTableException when there is no such table
   * @throws SQLException when the database can't be asked
   */
  static Found of(DataSource source, Address.Table address) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return new TableInspection(connection, address).found(address);
    }
  }

  private Found found(Address.Table address) throws SQLException {
    List<String> tables = new ArrayList<>();
    String pattern = schema.map(this::escaped).orElse(null);
    try (ResultSet row = database.getTables(catalog, pattern, "%", null)) {
      while (row.next()) {
        tables.add(row.getString("TABLE_NAME"));
      }
    }
    String name =
        tables.stream()
            .filter(address.table()::equals)
            .findFirst()
            .or(() -> tables.stream().filter(address.table()::equalsIgnoreCase).findFirst())
            .orElseThrow(() -> missing(address, tables));
    Map<String, List<String>> keys = uniqueKeys(name);
    List<Attribute> columns = new ArrayList<>();
    List<String> generated = new ArrayList<>();
    columns(name, columns, generated);
    return new Found(name, columns, key(primaryKey(name), keys, generated));
  }

  private static NoTableException missing(Address.Table address, List<String> tables) {
    return new NoTableException(
        "%s has no table `%s`. %s"
            .formatted(
                address.database(), address.table(), Nearest.didYouMean(address.table(), tables))
            .strip());
  }

  private static List<String> key(
      List<String> primary, Map<String, List<String>> unique, List<String> generated) {
    boolean ofUse = !primary.isEmpty() && primary.stream().noneMatch(generated::contains);
    return ofUse
        ? primary
        : unique.values().stream()
            .filter(columns -> columns.stream().noneMatch(generated::contains))
            .findFirst()
            .orElse(primary);
  }

  private void columns(String table, List<Attribute> columns, List<String> generated)
      throws SQLException {
    try (ResultSet row =
        database.getColumns(catalog, schema.map(this::escaped).orElse(null), escaped(table), "%")) {
      while (row.next()) {
        String name = row.getString("COLUMN_NAME");
        boolean hasDefault = row.getString("COLUMN_DEF") != null;
        boolean numbered = YES.equals(row.getString("IS_AUTOINCREMENT"));
        if (YES.equals(row.getString("IS_GENERATEDCOLUMN")) || numbered) {
          generated.add(name);
        }
        boolean needed =
            row.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls && !hasDefault && !numbered;
        columns.add(
            Attribute.of(name, kind(row.getInt("DATA_TYPE"), row.getString("TYPE_NAME")), needed));
      }
    }
  }

  private static Kind kind(int type, String name) {
    String called = name == null ? "" : name.toLowerCase(Locale.ROOT);
    return switch (type) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Kind.INTEGER;
      case Types.DECIMAL, Types.NUMERIC, Types.FLOAT, Types.REAL, Types.DOUBLE -> Kind.DECIMAL;
      case Types.BOOLEAN, Types.BIT -> called.startsWith("bool") ? Kind.BOOLEAN : Kind.UNKNOWN;
      case Types.DATE -> Kind.DATE;
      case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.INSTANT;
      case Types.TIMESTAMP -> called.matches(".*(tz|with time zone).*") ? Kind.INSTANT : Kind.LOCAL;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BINARY;
      case Types.ARRAY -> Kind.JSON;
      default -> called.startsWith("json") ? Kind.JSON : Kind.TEXT;
    };
  }

  private List<String> primaryKey(String table) throws SQLException {
    Map<Integer, String> columns = new TreeMap<>();
    try (ResultSet row = database.getPrimaryKeys(catalog, schema.orElse(null), table)) {
      while (row.next()) {
        columns.put(row.getInt("KEY_SEQ"), row.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(columns.values());
  }

  /** By index; without those over expressions or a part of the rows. */
  private Map<String, List<String>> uniqueKeys(String table) throws SQLException {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    try (ResultSet row = database.getIndexInfo(catalog, schema.orElse(null), table, true, true)) {
      while (row.next()) {
        if (row.getString("COLUMN_NAME") != null && row.getString("FILTER_CONDITION") == null) {
          keys.computeIfAbsent(row.getString("INDEX_NAME"), name -> new ArrayList<>())
              .add(row.getString("COLUMN_NAME"));
        }
      }
    }
    return keys;
  }

  private String escaped(String name) {
    try {
      String escape = database.getSearchStringEscape();
      return name.replace(escape, escape + escape)
          .replace("_", escape + "_")
          .replace("%", escape + "%");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
