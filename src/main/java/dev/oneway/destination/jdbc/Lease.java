package dev.oneway.destination.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A pool's connection, in auto-commit while it is lent, given back as it was. */
final class Lease implements AutoCloseable {
  private final Connection connection;
  private final boolean autoCommit;

  Lease(DataSource dataSource) throws SQLException {
    connection = borrow(dataSource);
    try {
      autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Some pools open their first connection here and hide its failure in a runtime exception. */
  private static Connection borrow(DataSource dataSource) throws SQLException {
    try {
      return dataSource.getConnection();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      if (!autoCommit && !connection.isClosed()) {
        connection.setAutoCommit(false);
      }
    }
  }
}
