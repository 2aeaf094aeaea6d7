package dev.oneway.webhook.inbox;

import dev.oneway.state.StateStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an inbox holds at one moment.
 *
 * @param events how many wait, those being delivered included
 * @param bytes what they are together, as JSON in UTF-8; empty where nobody counts them
 * @param retried how many of them failed before, by their own fault; empty where only who delivers
 *     them knows
 * @param oldest when the oldest of them came; empty when none waits
 * @param lastMinute how many came in during the last whole minute, by the clock
 */
public record InboxState(
    String name,
    long events,
    Optional<Long> bytes,
    Optional<Long> retried,
    Optional<Instant> oldest,
    long lastMinute) {

  /** All inboxes by name. */
  public static List<InboxState> list(StateStore store, Instant now) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT name, events, bytes, minute, came, came_before, (SELECT received_at"
                        + " FROM inbox_event e WHERE e.inbox_id = i.id ORDER BY e.id LIMIT 1) AS oldest, (SELECT COUNT(*)"
                        + " FROM inbox_event e WHERE e.inbox_id = i.id AND not_before IS NOT NULL)"
                        + " AS retried FROM inbox i ORDER BY name")
                .map((rs, ctx) -> state(rs, now))
                .list());
  }

  private static InboxState state(ResultSet rs, Instant now) throws SQLException {
    long oldest = rs.getLong("oldest");
    boolean none = rs.wasNull();
    return new InboxState(
        rs.getString("name"),
        rs.getLong("events"),
        Optional.of(rs.getLong("bytes")),
        Optional.of(rs.getLong("retried")),
        none ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest)),
        lastMinute(rs, InboxRow.minute(now)));
  }

  private static long lastMinute(ResultSet rs, long minute) throws SQLException {
    long counted = rs.getLong("minute");
    if (counted == minute) {
      return rs.getLong("came_before");
    }
    return counted == minute - 1 ? rs.getLong("came") : 0;
  }
}
