package dev.oneway.webhook.inbox;

import dev.oneway.state.InList;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The ids of the deliveries an inbox knows again. Threads may share it. */
public final class SeenDeliveries {
  private static final int FORGOTTEN_AT_ONCE = 5000;

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

  static Set<String> among(Handle handle, InboxRow row, List<String> ids) {
    Set<String> seen = new HashSet<>();
    InList.forEachPart(ids, part -> seen.addAll(known(handle, row, part)));
    return seen;
  }

  private static List<String> known(Handle handle, InboxRow row, List<String> ids) {
    var query =
        handle
            .createQuery(
                "SELECT delivery_id FROM inbox_delivery WHERE inbox_id = ? AND delivery_id IN "
                    + InList.placeholders(ids))
            .bind(0, row.id());
    for (int i = 0; i < ids.size(); i++) {
      query.bind(i + 1, ids.get(i));
    }
    return query.mapTo(String.class).list();
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

  /** Forgets deliveries, of all inboxes, that came so long ago. */
  public void forget(Duration retention) {
    long before = clock.instant().minus(retention).toEpochMilli();
    int forgotten;
    do {
      forgotten =
          store.inTransaction(
              handle ->
                  handle.execute(
                      "DELETE FROM inbox_delivery WHERE (inbox_id, delivery_id) IN (SELECT"
                          + " inbox_id, delivery_id FROM inbox_delivery WHERE received_at < ?"
                          + " LIMIT "
                          + FORGOTTEN_AT_ONCE
                          + ")",
                      before));
    } while (forgotten == FORGOTTEN_AT_ONCE);
  }
}
