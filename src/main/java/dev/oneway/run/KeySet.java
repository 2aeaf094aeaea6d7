package dev.oneway.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A set of keys of any size: in a temporary table of SQLite, which is on disk as soon as it doesn't
 * fit into a few megabytes, and which the operating system removes with the process, however it
 * ends.
 *
 * <p>Threads may share it.
 */
public final class KeySet implements AutoCloseable {
  private static final String CACHE_KIB = "-8192";

  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  public KeySet() {
    try {
      connection = DriverManager.getConnection("jdbc:sqlite::memory:");
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA temp_store = FILE");
        statement.execute("CREATE TEMP TABLE seen (record_key TEXT PRIMARY KEY) WITHOUT ROWID");
        statement.execute("PRAGMA temp.cache_size = " + CACHE_KIB);
        statement.execute("PRAGMA temp.journal_mode = OFF");
      }
      connection.setAutoCommit(false);
      insert =
          connection.prepareStatement(
              "INSERT INTO seen (record_key) VALUES (?) ON CONFLICT DO NOTHING");
      select = connection.prepareStatement("SELECT 1 FROM seen WHERE record_key = ?");
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  public synchronized void add(Collection<String> keys) {
    try {
      for (String key : keys) {
        insert.setString(1, key);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /** Those of the keys that aren't in it. */
  public synchronized List<String> unseen(List<String> keys) {
    List<String> unseen = new ArrayList<>();
    try {
      for (String key : keys) {
        select.setString(1, key);
        try (ResultSet rs = select.executeQuery()) {
          if (!rs.next()) {
            unseen.add(key);
          }
        }
      }
      return unseen;
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  public boolean contains(String key) {
    return unseen(List.of(key)).isEmpty();
  }

  @Override
  public synchronized void close() {
    try (connection) {
      insert.close();
      select.close();
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private static IllegalStateException unusable(SQLException e) {
    return new IllegalStateException("keys can't be kept in the folder for temporary files", e);
  }
}
