package dev.oneway.webhook.inbox;

import dev.oneway.state.KeptStatements;
import dev.oneway.state.StateStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The row that stands for an inbox. Who adds to an inbox or takes from it holds its row, so that no
 * two do so at once. What is done with every group of requests is plain JDBC.
 *
 * @param events how many wait, those on lease included
 * @param bytes what they are together
 * @param lastId the id of the event that came last; 0 before the first
 */
record InboxRow(long id, long events, long bytes, long lastId) {
  private static final int MINUTE_MILLIS = 60_000;
  private static final String CAME =
      "UPDATE inbox SET events = events + ?, bytes = bytes + ?, last_id = last_id + ?,"
          + " came_before = CASE WHEN minute = ? THEN came_before WHEN minute = ? THEN came ELSE 0"
          + " END, came = CASE WHEN minute = ? THEN came ELSE 0 END + ?, minute = ? WHERE id = ?";

  /** Finds the row, or makes it, and holds it until the transaction ends. */
  static InboxRow hold(StateStore store, Handle handle, String name) {
    try (PreparedStatement select = handle.getConnection().prepareStatement(find(store))) {
      return hold(handle, select, name);
    } catch (SQLException e) {
      throw new IllegalStateException("the inbox can't be read", e);
    }
  }

  /** The same with a statement that is kept. */
  static InboxRow hold(StateStore store, Handle handle, KeptStatements statements, String name) {
    try {
      return hold(handle, statements.of(handle, find(store)), name);
    } catch (SQLException e) {
      throw new IllegalStateException("the inbox can't be read", e);
    }
  }

  private static String find(StateStore store) {
    return "SELECT id, events, bytes, last_id FROM inbox WHERE name = ?" + store.forUpdate();
  }

  private static InboxRow hold(Handle handle, PreparedStatement select, String name)
      throws SQLException {
    Optional<InboxRow> row = find(select, name);
    while (row.isEmpty()) {
      // Does nothing when somebody else was faster, with this inbox or with the same id.
      handle.execute(
          "INSERT INTO inbox (id, name) SELECT COALESCE(MAX(id), 0) + 1, ? FROM inbox"
              + " WHERE true ON CONFLICT DO NOTHING",
          name);
      row = find(select, name);
    }
    return row.get();
  }

  private static Optional<InboxRow> find(PreparedStatement select, String name)
      throws SQLException {
    select.setString(1, name);
    try (ResultSet rs = select.executeQuery()) {
      return rs.next()
          ? Optional.of(new InboxRow(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4)))
          : Optional.empty();
    }
  }

  /** So many came, with the ids that follow the last one. */
  void came(Handle handle, KeptStatements statements, long moreEvents, long moreBytes, Instant now)
      throws SQLException {
    long minute = minute(now);
    PreparedStatement update = statements.of(handle, CAME);
    long[] values = {
      moreEvents, moreBytes, moreEvents, minute, minute - 1, minute, moreEvents, minute, id
    };
    for (int i = 0; i < values.length; i++) {
      update.setLong(i + 1, values[i]);
    }
    update.executeUpdate();
  }

  void left(Handle handle, long fewerEvents, long fewerBytes) {
    handle.execute(
        "UPDATE inbox SET events = events - ?, bytes = bytes - ? WHERE id = ?",
        fewerEvents,
        fewerBytes,
        id);
  }

  static long minute(Instant now) {
    return now.toEpochMilli() / MINUTE_MILLIS;
  }
}
