package dev.oneway.source.gather;

import dev.oneway.record.RecordJson;
import dev.oneway.run.FatalException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records of any number by their groups: in a temporary table of SQLite, which is on disk as soon
 * as it doesn't fit into a few megabytes, and which the operating system removes with the process,
 * however it ends. Used by one thread, which adds all of them before it asks for the first group.
 */
final class SortedRecords implements AutoCloseable {
  private static final String CACHE_KIB = "-8192";
  private static final int BATCH = 500;

  private final Connection connection;
  private final PreparedStatement insert;
  private PreparedStatement select;
  private ResultSet rows;
  private boolean onARow;
  private long added;

  /**
   * A group.
   *
   * @param records in the order they were added
   */
  record Group(String name, List<Map<String, Object>> records) {}

  SortedRecords() {
    try {
      connection = DriverManager.getConnection("jdbc:sqlite::memory:");
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA temp_store = FILE");
        statement.execute(
            "CREATE TEMP TABLE gathered (name TEXT, at INTEGER, record TEXT,"
                + " PRIMARY KEY (name, at)) WITHOUT ROWID");
        statement.execute("PRAGMA temp.cache_size = " + CACHE_KIB);
        statement.execute("PRAGMA temp.journal_mode = OFF");
      }
      connection.setAutoCommit(false);
      insert = connection.prepareStatement("INSERT INTO gathered VALUES (?, ?, ?)");
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  void add(String group, Map<String, Object> record) {
    try {
      insert.setString(1, group);
      insert.setLong(2, added++);
      insert.setString(3, RecordJson.writeRecord(record));
      insert.addBatch();
      if (added % BATCH == 0) {
        insert.executeBatch();
      }
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /**
   * The next group in the order of the names; empty behind the last.
   *
   * @param most how many records it may have
   * @throws FatalException when it has more
   */
  Optional<Group> next(int most) {
    try {
      if (rows == null) {
        insert.executeBatch();
        select = connection.prepareStatement("SELECT name, record FROM gathered ORDER BY name, at");
        rows = select.executeQuery();
        onARow = rows.next();
      }
      return onARow ? Optional.of(group(most)) : Optional.empty();
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private Group group(int most) throws SQLException {
    Group group = new Group(rows.getString(1), new ArrayList<>());
    while (onARow && rows.getString(1).equals(group.name())) {
      if (group.records().size() == most) {
        throw new FatalException(
            "a group has more than "
                + most
                + " records, which gather: would hold and send as one. Raise most, or gather by"
                + " something else.");
      }
      group.records().add(RecordJson.readRecord(rows.getString(2)));
      onARow = rows.next();
    }
    return group;
  }

  private static IllegalStateException unusable(SQLException cause) {
    return new IllegalStateException("the temporary table of a group's records failed", cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw unusable(e);
    }
  }
}
