package dev.oneway.destination.jdbc;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.RetriableException;
import java.sql.Connection;
import java.sql.SQLException;
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

  /** Takes the write lock at once, so that nothing changes between looking and writing. */
  @Override
  public String begin() {
    return "BEGIN IMMEDIATE";
  }

  @Override
  public Refusal refusal(SQLException failure, TablePlan plan) throws RetriableException {
    return SqliteFailures.refusal(failure, plan);
  }

  /** SQLite's own words name the column, where they name one at all. */
  @Override
  public Optional<String> blame(Connection connection, TablePlan plan, MappedRecord record) {
    return Optional.empty();
  }
}
