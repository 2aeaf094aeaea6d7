package dev.oneway.destination.jdbc;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.RetriableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL 12 and newer. */
final class PostgresDialect implements Dialect {

  @Override
  public Table describe(Connection connection, TableName name) throws SQLException {
    return new PostgresCatalog(connection).describe(name);
  }

  @Override
  public TableWriter writer(TablePlan plan) {
    return new PostgresWriter(plan);
  }

  /** Times without a zone are UTC, whatever zone the driver or the server would take. */
  @Override
  public String begin() {
    return "BEGIN; SET LOCAL TIME ZONE 'UTC'";
  }

  @Override
  public Refusal refusal(SQLException failure, TablePlan plan) throws RetriableException {
    return PostgresFailures.refusal(failure, plan);
  }

  @Override
  public Optional<String> blame(Connection connection, TablePlan plan, MappedRecord record) {
    return new PostgresBlame(connection).field(plan, record);
  }
}
