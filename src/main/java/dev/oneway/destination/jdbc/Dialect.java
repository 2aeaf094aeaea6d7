package dev.oneway.destination.jdbc;

import dev.oneway.record.Promise.Kind;
import dev.oneway.record.Row;
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
   * The dialect of this connection's database.
   *
   * @throws Unusable when it isn't one of ours
   */
  static Dialect of(Connection connection) throws SQLException {
    return named(connection.getMetaData().getDatabaseProductName());
  }

  /**
   * Asks the database how a table looks.
   *
   * @throws Unusable when there is no such table
   */
  Table describe(Connection connection, TableName name) throws SQLException;

  /** The writer of a plan's table; made once per plan. */
  TableWriter writer(TablePlan plan);

  /** The reader of a plan's table; made once per plan. */
  TableReader reader(TablePlan plan);

  /** Opens a transaction that sees one state of the database and can't write. */
  String beginReading();

  /** Whether a key reads in this column as it was written. */
  boolean keepsKeys(Column column);

  /** Opens a transaction on a connection in auto-commit. */
  String begin();

  /** The same for one that changes a table; it doesn't wait for others for ever. */
  String beginGrowth();

  /** The kind of a value that isn't null, as this database can store it. */
  Kind kindOf(Object value);

  /** The type of a column for values of this kind. */
  String typeOf(Kind kind);

  /** The statement that adds a column. */
  default String addition(Table table, String column, Kind kind) {
    return "ALTER TABLE %s ADD COLUMN %s %s"
        .formatted(table.quoted(), TableName.quoted(column), typeOf(kind));
  }

  /** Whether values of this kind can be stored in the column and stay what they are. */
  boolean takes(Column column, Kind kind);

  /**
   * The statement after which the column takes that kind, too; empty when there is none, or when
   * something that uses the column stands in its way.
   */
  Optional<String> widening(Connection connection, Table table, Column column, Kind kind)
      throws SQLException;

  /**
   * Tells whose fault a failed statement is.
   *
   * @return the refusal, when it is a row's
   * @throws RetriableException when it is the environment's
   * @throws FatalException when somebody must change something
   */
  Refusal refusal(SQLException failure, TablePlan plan) throws RetriableException;

  /** The field of a refused record that is at fault, where the failure itself didn't say. */
  Optional<String> blame(Connection connection, TablePlan plan, Row row);
}
