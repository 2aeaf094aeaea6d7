package dev.oneway.destination.jdbc;

import dev.oneway.record.Promise.Kind;
import dev.oneway.record.Row;
import dev.oneway.run.RetriableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** SQLite 3.37 and newer. */
final class SqliteDialect implements Dialect {

  @Override
  public Table describe(Connection connection, TableName name) throws SQLException {
    return new SqliteCatalog(connection).describe(name);
  }

  @Override
  public TableWriter writer(TablePlan plan) {
    return new SqliteWriter(plan);
  }

  @Override
  public TableReader reader(TablePlan plan) {
    return new SqliteReader(plan);
  }

  @Override
  public boolean keepsKeys(Column column) {
    return column.kind() != Column.Kind.OTHER;
  }

  /** Holds nobody up, and sees one state from its first statement on. */
  @Override
  public String beginReading() {
    return "BEGIN DEFERRED";
  }

  /** Takes the write lock at once, so that nothing changes between looking and writing. */
  @Override
  public String begin() {
    return "BEGIN IMMEDIATE";
  }

  @Override
  public String beginGrowth() {
    return begin();
  }

  /** A number that SQLite would round is a text. */
  @Override
  public Kind kindOf(Object value) {
    return value instanceof Number number && !SqliteValues.keeps(number)
        ? Kind.TEXT
        : ValueKind.of(value);
  }

  @Override
  public String typeOf(Kind kind) {
    return switch (kind) {
      case INTEGER -> "INTEGER";
      case DECIMAL -> "NUMERIC";
      case BOOLEAN -> "BOOLEAN";
      case BINARY -> "BLOB";
      default -> "TEXT";
    };
  }

  @Override
  public boolean takes(Column column, Kind kind) {
    return switch (column.type().toUpperCase(Locale.ROOT)) {
      case "INTEGER", "INT", "BIGINT", "NUMERIC", "REAL" -> ValueKind.isNumber(kind);
      case "BOOLEAN" -> kind == Kind.BOOLEAN;
      default -> true;
    };
  }

  /** A column for whole numbers takes decimals, too. */
  @Override
  public Optional<String> widening(Connection connection, Table table, Column column, Kind kind) {
    return Optional.empty();
  }

  @Override
  public Refusal refusal(SQLException failure, TablePlan plan) throws RetriableException {
    return SqliteFailures.refusal(failure, plan);
  }

  /** SQLite's own words name the column, where they name one at all. */
  @Override
  public Optional<String> blame(Connection connection, TablePlan plan, Row row) {
    return Optional.empty();
  }
}
