package dev.oneway.webhook.inbox;

import dev.oneway.state.StateStore;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The row that stands for an inbox. Who adds to an inbox or takes from it holds its row, so that no
 * two do so at once.
 *
 * @param events how many wait, those on lease included
 * @param bytes what they are together
 */
record InboxRow(long id, long events, long bytes) {
  private static final int MINUTE_MILLIS = 60_000;

  /** Finds the row, or makes it, and holds it until the transaction ends. */
  static InboxRow hold(StateStore store, Handle handle, String name) {
    Optional<InboxRow> row = find(store, handle, name);
    while (row.isEmpty()) {
      // Does nothing when somebody else was faster, with this inbox or with the same id.
      handle.execute(
          "INSERT INTO inbox (id, name) SELECT COALESCE(MAX(id), 0) + 1, ? FROM inbox"
              + " WHERE true ON CONFLICT DO NOTHING",
          name);
      row = find(store, handle, name);
    }
    return row.get();
  }

  private static Optional<InboxRow> find(StateStore store, Handle handle, String name) {
    return handle
        .createQuery("SELECT id, events, bytes FROM inbox WHERE name = ?" + store.forUpdate())
        .bind(0, name)
        .map((rs, ctx) -> new InboxRow(rs.getLong(1), rs.getLong(2), rs.getLong(3)))
        .findOne();
  }

  void came(Handle handle, long moreEvents, long moreBytes, Instant now) {
    handle.execute(
        "UPDATE inbox SET events = events + ?, bytes = bytes + ?, came_before = CASE"
            + " WHEN minute = ? THEN came_before WHEN minute = ? THEN came ELSE 0 END,"
            + " came = CASE WHEN minute = ? THEN came ELSE 0 END + ?, minute = ? WHERE id = ?",
        moreEvents,
        moreBytes,
        minute(now),
        minute(now) - 1,
        minute(now),
        moreEvents,
        minute(now),
        id);
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
