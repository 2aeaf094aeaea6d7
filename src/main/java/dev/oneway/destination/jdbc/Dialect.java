package dev.oneway.destination.jdbc;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What differs from database to database. Stateless; threads may share it. */
sealed interface Dialect permits PostgresDialect, SqliteDialect {

  /**
   * @param product what the JDBC driver calls its database
   * @throws Unusable when this isn't one of ours
   */
  static Dialect named(String product) {
    return switch (product) {
      case "PostgreSQL" -> new PostgresDialect();
      case "SQLite" -> new SqliteDialect();
      default ->
          throw new Unusable(
              "jdbc-upsert doesn't write to " + product + ".", "Use PostgreSQL or SQLite.");
    };
  }

  /**
   * Asks the database how a table looks.
   *
   * @throws Unusable when there is no such table
   */
  Table describe(Connection connection, TableName name) throws SQLException;

  /** The writer of a plan's table; made once per plan. */
  TableWriter writer(TablePlan plan);

  /** Opens a transaction on a connection in auto-commit. */
  String begin();

  /**
   * Tells whose fault a failed statement is.
   *
   * @return the refusal, when it is a row's
   * @throws RetriableException when it is the environment's
   * @throws FatalException when somebody must change something
   */
  Refusal refusal(SQLException failure, TablePlan plan) throws RetriableException;

  /** The field of a refused record that is at fault, where the failure itself didn't say. */
  Optional<String> blame(Connection connection, TablePlan plan, MappedRecord record);
}
