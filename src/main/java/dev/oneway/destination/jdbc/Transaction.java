package dev.oneway.destination.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One transaction; rolled back when it is closed without a commit. */
final class Transaction implements AutoCloseable {
  private static final int SECONDS_TO_ANSWER = 5;

  private final Connection connection;
  private boolean open;

  Transaction(Connection connection, String begin) throws SQLException {
    this.connection = connection;
    run(begin);
    open = true;
  }

  void savepoint() throws SQLException {
    run("SAVEPOINT oneway");
  }

  void release() throws SQLException {
    run("RELEASE SAVEPOINT oneway");
  }

  void rollbackToSavepoint() throws SQLException {
    run("ROLLBACK TO SAVEPOINT oneway");
    release();
  }

  void commit() throws SQLException {
    run("COMMIT");
    open = false;
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Never throws. A rollback fails where the database has already rolled back, which is fine, or
   * where the connection is of no use any more: then it is cut, so that no pool lends it again.
   */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      run("ROLLBACK");
    } catch (SQLException e) {
      cutUnlessAlive();
    }
  }

  private void cutUnlessAlive() {
    try {
      if (!connection.isValid(SECONDS_TO_ANSWER)) {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      return; // it is beyond use already
    }
  }
}
