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
import java.util.Optional;

/**
 * The keys a run's source held, however many: in a temporary table of SQLite, which is on disk as
 * soon as it doesn't fit into a few megabytes, and which the operating system removes with the
 * process, however it ends.
 *
 * <p>Threads may share it.
 */
public final class SeenKeys {
  private static final String CACHE_KIB = "-8192";

  private final Connection connection;
  private String incomplete;

  SeenKeys() {
    try {
      connection = DriverManager.getConnection("jdbc:sqlite::memory:");
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA temp_store = FILE");
        statement.execute("CREATE TEMP TABLE seen (record_key TEXT PRIMARY KEY) WITHOUT ROWID");
        statement.execute("PRAGMA temp.cache_size = " + CACHE_KIB);
        statement.execute("PRAGMA temp.journal_mode = OFF");
      }
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  public synchronized void add(Collection<String> keys) {
    String sql = "INSERT INTO seen (record_key) VALUES (?) ON CONFLICT DO NOTHING";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (String key : keys) {
        insert.setString(1, key);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /** Those of the keys that weren't seen. */
  public synchronized List<String> unseen(List<String> keys) {
    List<String> unseen = new ArrayList<>();
    String sql = "SELECT 1 FROM seen WHERE record_key = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
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

  /**
   * Notes that some key of the source isn't known, so that none may be found missing.
   *
   * @param because a part of a sentence, such as {@code a record has no key}
   */
  public synchronized void incomplete(String because) {
    incomplete = because;
  }

  /** Why none may be found missing; empty when all are known. */
  public synchronized Optional<String> whyIncomplete() {
    return Optional.ofNullable(incomplete);
  }

  synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private static IllegalStateException unusable(SQLException e) {
    return new IllegalStateException(
        "the keys a source holds can't be kept in the folder for temporary files", e);
  }
}
