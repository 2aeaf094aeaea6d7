package dev.oneway.webhook.inbox;

import dev.oneway.state.StateStore;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Puts events into the tables of an inbox, those of many requests in one transaction. */
final class StoreArrivals implements Arrivals {
  private static final String EVENT =
      "INSERT INTO inbox_event (inbox_id, id, record_key, payload, bytes, received_at)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String DELIVERY =
      "INSERT INTO inbox_delivery (inbox_id, delivery_id, received_at) VALUES (?, ?, ?)";

  private final StateStore store;
  private final String inbox;
  private final Bounds bounds;
  private final Clock clock;

  StoreArrivals(StateStore store, String inbox, Bounds bounds, Clock clock) {
    this.store = store;
    this.inbox = inbox;
    this.bounds = bounds;
    this.clock = clock;
  }

  @Override
  public List<Receipt> store(List<List<Event>> requests) {
    return store.inTransaction(handle -> store(handle, requests));
  }

  private List<Receipt> store(Handle handle, List<List<Event>> requests) {
    Instant now = clock.instant();
    InboxRow row = InboxRow.hold(store, handle, inbox);
    Set<String> seen = seen(handle, row, requests);
    List<Receipt> receipts = new ArrayList<>(requests.size());
    List<Event> fresh = new ArrayList<>();
    long bytes = 0;
    for (List<Event> request : requests) {
      List<Event> unseen = request.stream().filter(event -> isNew(event, seen)).toList();
      long more = unseen.stream().mapToLong(Event::bytes).sum();
      if (bounds.hold(row.events() + fresh.size() + unseen.size(), row.bytes() + bytes + more)) {
        fresh.addAll(unseen);
        bytes += more;
        receipts.add(new Receipt(unseen.size(), request.size() - unseen.size(), false));
      } else {
        unseen.forEach(event -> event.deliveryId().ifPresent(seen::remove));
        receipts.add(Receipt.FULL);
      }
    }
    if (!fresh.isEmpty()) {
      insert(handle, row, fresh, now);
      row.came(handle, fresh.size(), bytes, now);
    }
    return receipts;
  }

  private static boolean isNew(Event event, Set<String> seen) {
    return event.deliveryId().map(seen::add).orElse(true);
  }

  private static Set<String> seen(Handle handle, InboxRow row, List<List<Event>> requests) {
    return SeenDeliveries.among(
        handle,
        row,
        requests.stream()
            .flatMap(List::stream)
            .flatMap(event -> event.deliveryId().stream())
            .distinct()
            .toList());
  }

  /** Plain JDBC, as it is done for every event. */
  private static void insert(Handle handle, InboxRow row, List<Event> events, Instant now) {
    try (PreparedStatement event = handle.getConnection().prepareStatement(EVENT);
        PreparedStatement delivery = handle.getConnection().prepareStatement(DELIVERY)) {
      long id = row.lastId();
      for (Event one : events) {
        event.setLong(1, row.id());
        event.setLong(2, ++id);
        event.setString(3, one.key().orElse(null));
        event.setString(4, one.json());
        event.setLong(5, one.bytes());
        event.setLong(6, now.toEpochMilli());
        event.addBatch();
        if (one.deliveryId().isPresent()) {
          delivery.setLong(1, row.id());
          delivery.setString(2, one.deliveryId().get());
          delivery.setLong(3, now.toEpochMilli());
          delivery.addBatch();
        }
      }
      event.executeBatch();
      delivery.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("the inbox can't be written", e);
    }
  }
}
