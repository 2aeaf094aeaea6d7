package dev.oneway.webhook.inbox;

import dev.oneway.state.KeptStatements;
import dev.oneway.state.StateStore;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What one transaction adds to one inbox, whose row it holds. Used by one thread. */
final class Filling {
  private static final String EVENT =
      "INSERT INTO inbox_event (inbox_id, id, record_key, payload, bytes, received_at)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String DELIVERY =
      "INSERT INTO inbox_delivery (inbox_id, delivery_id, received_at) VALUES (?, ?, ?)";

  private final InboxRow row;
  private final Bounds bounds;
  private final KeptStatements statements;
  private final Set<String> seen;
  private final List<Event> fresh = new ArrayList<>();
  private long bytes;

  private Filling(InboxRow row, Bounds bounds, KeptStatements statements, Set<String> seen) {
    this.row = row;
    this.bounds = bounds;
    this.statements = statements;
    this.seen = seen;
  }

  /** Holds the inbox's row until the transaction ends, and looks which deliveries came before. */
  static Filling begin(
      StateStore store,
      Handle handle,
      KeptStatements statements,
      String inbox,
      Bounds bounds,
      List<List<Event>> requests) {
    InboxRow row = InboxRow.hold(store, handle, statements, inbox);
    List<String> ids =
        requests.stream()
            .flatMap(List::stream)
            .flatMap(event -> event.deliveryId().stream())
            .distinct()
            .toList();
    return new Filling(row, bounds, statements, SeenDeliveries.among(handle, statements, row, ids));
  }

  /** What is new here of a request; known from now on. */
  List<Event> unseen(List<Event> request) {
    List<Event> unseen = new ArrayList<>(request.size());
    for (Event event : request) {
      if (event.deliveryId().isEmpty() || seen.add(event.deliveryId().get())) {
        unseen.add(event);
      }
    }
    return unseen;
  }

  boolean holds(Collection<Event> unseen) {
    return bounds.hold(
        row.events() + fresh.size() + unseen.size(), row.bytes() + bytes + bytesOf(unseen));
  }

  void take(Collection<Event> unseen) {
    fresh.addAll(unseen);
    bytes += bytesOf(unseen);
  }

  /** It came for nothing, and is new when it comes again. */
  void refuse(Collection<Event> unseen) {
    unseen.forEach(event -> event.deliveryId().ifPresent(seen::remove));
  }

  private static long bytesOf(Collection<Event> events) {
    long bytes = 0;
    for (Event event : events) {
      bytes += event.bytes();
    }
    return bytes;
  }

  /** Writes what it took. Plain JDBC, as it is done for every event. */
  void write(Handle handle, Instant now) {
    if (fresh.isEmpty()) {
      return;
    }
    try {
      PreparedStatement event = statements.of(handle, EVENT);
      PreparedStatement delivery = statements.of(handle, DELIVERY);
      long id = row.lastId();
      for (Event one : fresh) {
        add(event, ++id, one, now);
        if (one.deliveryId().isPresent()) {
          add(delivery, one.deliveryId().get(), now);
        }
      }
      event.executeBatch();
      delivery.executeBatch();
      row.came(handle, statements, fresh.size(), bytes, now);
    } catch (SQLException e) {
      throw new IllegalStateException("the inbox can't be written", e);
    }
  }

  private void add(PreparedStatement event, long id, Event one, Instant now) throws SQLException {
    event.setLong(1, row.id());
    event.setLong(2, id);
    event.setString(3, one.key().orElse(null));
    event.setString(4, one.json());
    event.setLong(5, one.bytes());
    event.setLong(6, now.toEpochMilli());
    event.addBatch();
  }

  private void add(PreparedStatement delivery, String id, Instant now) throws SQLException {
    delivery.setLong(1, row.id());
    delivery.setString(2, id);
    delivery.setLong(3, now.toEpochMilli());
    delivery.addBatch();
  }
}
