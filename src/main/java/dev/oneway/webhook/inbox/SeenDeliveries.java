package dev.oneway.webhook.inbox;

import dev.oneway.state.InList;
import dev.oneway.state.KeptStatements;
import dev.oneway.state.StateStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The ids of the deliveries an inbox knows again. Threads may share it. */
public final class SeenDeliveries {
  private static final int WALKED_AT_ONCE = 5000;

  private final StateStore store;
  private final String inbox;
  private final Clock clock;

  public SeenDeliveries(StateStore store, String inbox, Clock clock) {
    this.store = store;
    this.inbox = inbox;
    this.clock = clock;
  }

  /** Those of these ids that were seen before. */
  public Set<String> among(Collection<String> ids) {
    return ids.isEmpty()
        ? Set.of()
        : store.inTransaction(
            handle -> among(handle, InboxRow.hold(store, handle, inbox), List.copyOf(ids)));
  }

  private static Set<String> among(Handle handle, InboxRow row, List<String> ids) {
    KeptStatements statements = new KeptStatements();
    try {
      return among(handle, statements, row, ids);
    } finally {
      statements.forget();
    }
  }

  static Set<String> among(
      Handle handle, KeptStatements statements, InboxRow row, List<String> ids) {
    Set<String> seen = new HashSet<>();
    InList.forEachPart(ids, part -> select(handle, statements, row, part, seen));
    return seen;
  }

  /** Plain JDBC, as it is done for every event. */
  private static void select(
      Handle handle, KeptStatements statements, InboxRow row, List<String> ids, Set<String> into) {
    String sql =
        "SELECT delivery_id FROM inbox_delivery WHERE inbox_id = ? AND delivery_id IN "
            + InList.placeholders(ids);
    try {
      PreparedStatement select = statements.of(handle, sql);
      select.setLong(1, row.id());
      for (int i = 0; i < ids.size(); i++) {
        select.setString(i + 2, ids.get(i));
      }
      try (ResultSet rs = select.executeQuery()) {
        while (rs.next()) {
          into.add(rs.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the inbox can't be read", e);
    }
  }

  /** Knows these from now on; durable when it returns. */
  public void remember(Collection<String> ids) {
    if (!ids.isEmpty()) {
      store.useTransaction(handle -> remember(handle, ids));
    }
  }

  private void remember(Handle handle, Collection<String> ids) {
    InboxRow row = InboxRow.hold(store, handle, inbox);
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO inbox_delivery (inbox_id, delivery_id, received_at) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING");
    long now = clock.instant().toEpochMilli();
    ids.forEach(id -> batch.add(row.id(), id, now));
    batch.execute();
  }

  /**
   * Forgets deliveries that came so long ago. Walks through all of them in small steps, so that
   * nobody waits for it, and no index needs to be kept for it with every delivery.
   */
  public void forget(Duration retention) {
    long before = clock.instant().minus(retention).toEpochMilli();
    Optional<String> walked = Optional.of("");
    while (walked.isPresent()) {
      String from = walked.get();
      walked = store.inTransaction(handle -> forgetStep(handle, from, before));
    }
  }

  /** The id to go on behind; empty at the end. */
  private Optional<String> forgetStep(Handle handle, String from, long before) {
    InboxRow row = InboxRow.hold(store, handle, inbox);
    Optional<String> last =
        handle
            .createQuery(
                "SELECT MAX(delivery_id) FROM (SELECT delivery_id FROM inbox_delivery"
                    + " WHERE inbox_id = ? AND delivery_id > ? ORDER BY delivery_id LIMIT "
                    + WALKED_AT_ONCE
                    + ") step")
            .bind(0, row.id())
            .bind(1, from)
            .mapTo(String.class)
            .findOne();
    last.ifPresent(
        to ->
            handle.execute(
                "DELETE FROM inbox_delivery WHERE inbox_id = ? AND delivery_id > ?"
                    + " AND delivery_id <= ? AND received_at < ?",
                row.id(),
                from,
                to,
                before));
    return last;
  }
}
