package dev.oneway.destination.jdbc;

import dev.oneway.record.Promise.Kind;
import dev.oneway.record.Row;
import dev.oneway.run.RetriableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL 12 and newer. */
final class PostgresDialect implements Dialect {
  private static final Set<String> PLAIN_KEYS =
      Set.of("text", "character varying", "bigint", "integer", "smallint", "numeric", "uuid");

  @Override
  public Table describe(Connection connection, TableName name) throws SQLException {
    return new PostgresCatalog(connection).describe(name);
  }

  @Override
  public TableWriter writer(TablePlan plan) {
    return new PostgresWriter(plan);
  }

  @Override
  public TableReader reader(TablePlan plan) {
    return new PostgresReader(plan);
  }

  @Override
  public String beginReading() {
    return "BEGIN READ ONLY; SET LOCAL TIME ZONE 'UTC'";
  }

  /** Times and others are written in forms of their own; citext has one key in several forms. */
  @Override
  public boolean keepsKeys(Column column) {
    return !column.array() && PLAIN_KEYS.contains(column.plainType());
  }

  /** Times without a zone are UTC, whatever zone the driver or the server would take. */
  @Override
  public String begin() {
    return "BEGIN; SET LOCAL TIME ZONE 'UTC'";
  }

  @Override
  public String beginGrowth() {
    return "BEGIN; SET LOCAL lock_timeout = '10s'";
  }

  @Override
  public Kind kindOf(Object value) {
    return ValueKind.of(value);
  }

  @Override
  public String typeOf(Kind kind) {
    return switch (kind) {
      case INTEGER -> "bigint";
      case DECIMAL -> "numeric";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case INSTANT -> "timestamptz";
      case BINARY -> "bytea";
      default -> "text";
    };
  }

  @Override
  public boolean takes(Column column, Kind kind) {
    return column.array()
        || switch (column.plainType()) {
          case "bigint", "integer", "smallint" -> kind == Kind.INTEGER;
          case "numeric", "double precision", "real" -> ValueKind.isNumber(kind);
          case "boolean" -> kind == Kind.BOOLEAN;
          case "json", "jsonb" -> kind == Kind.JSON;
          case "bytea" -> kind == Kind.BINARY;
          default -> true;
        };
  }

  /** Whole numbers become decimals, which changes none of them. */
  @Override
  public Optional<String> widening(Connection connection, Table table, Column column, Kind kind)
      throws SQLException {
    boolean whole = Set.of("bigint", "integer", "smallint").contains(column.plainType());
    return whole && kind == Kind.DECIMAL && !new PostgresCatalog(connection).isUsed(table, column)
        ? Optional.of(
            "ALTER TABLE %s ALTER COLUMN %s TYPE numeric"
                .formatted(table.quoted(), column.quoted()))
        : Optional.empty();
  }

  @Override
  public Refusal refusal(SQLException failure, TablePlan plan) throws RetriableException {
    return PostgresFailures.refusal(failure, plan);
  }

  @Override
  public Optional<String> blame(Connection connection, TablePlan plan, Row row) {
    return new PostgresBlame(connection).field(plan, row);
  }
}
