package dev.oneway.preview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/**
 * A set of keys of any size, in a file that is gone when it is closed; memory holds a few pages of
 * it. Threads may share it.
 */
final class KeySet implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  KeySet() {
    try {
      file = Files.createTempFile("oneway-keys", ".db");
      connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = OFF");
        statement.execute("PRAGMA synchronous = OFF");
        statement.execute("CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID");
      }
      connection.setAutoCommit(false);
      insert = connection.prepareStatement("INSERT OR IGNORE INTO seen VALUES (?)");
      select = connection.prepareStatement("SELECT 1 FROM seen WHERE key = ?");
    } catch (IOException e) {
      throw new UncheckedIOException("no file for keys can be made: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  synchronized void add(Collection<String> keys) {
    try {
      for (String key : keys) {
        insert.setString(1, key);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  synchronized boolean contains(String key) {
    try {
      select.setString(1, key);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("the file of keys is of no use: " + e.getMessage(), e);
  }

  @Override
  public synchronized void close() {
    try (connection) {
      insert.close();
      select.close();
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      delete();
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
