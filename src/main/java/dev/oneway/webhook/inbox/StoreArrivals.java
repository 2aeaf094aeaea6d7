package dev.oneway.webhook.inbox;

import dev.oneway.state.KeptStatements;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Puts events into the tables of one inbox or several, those of many requests in one transaction:
 * what is in one of the inboxes after a crash is in all of them. Used by one thread.
 */
final class StoreArrivals implements Arrivals {
  private final StateStore store;
  private final List<String> inboxes;
  private final Bounds bounds;
  private final Clock clock;
  private final KeptStatements statements = new KeptStatements();

  /**
   * @param inboxes each event goes into all of them
   */
  StoreArrivals(StateStore store, List<String> inboxes, Bounds bounds, Clock clock) {
    this.store = store;
    // In one order, whoever names them: two that hold the row the other wants would wait for ever.
    this.inboxes = inboxes.stream().sorted().toList();
    this.bounds = bounds;
    this.clock = clock;
  }

  @Override
  public List<Receipt> store(List<List<Event>> requests) {
    try {
      return store.inTransaction(handle -> store(handle, requests));
    } catch (RuntimeException e) {
      statements.forget();
      throw e;
    }
  }

  private List<Receipt> store(Handle handle, List<List<Event>> requests) {
    Instant now = clock.instant();
    List<Filling> fillings =
        inboxes.stream()
            .map(inbox -> Filling.begin(store, handle, statements, inbox, bounds, requests))
            .toList();
    List<Receipt> receipts = requests.stream().map(request -> take(fillings, request)).toList();
    fillings.forEach(filling -> filling.write(handle, now));
    return receipts;
  }

  @Override
  public void close() {
    statements.forget();
  }

  private static Receipt take(List<Filling> fillings, List<Event> request) {
    List<List<Event>> unseen = new ArrayList<>(fillings.size());
    boolean room = true;
    for (Filling filling : fillings) {
      List<Event> here = filling.unseen(request);
      unseen.add(here);
      room &= filling.holds(here);
    }
    for (int i = 0; i < unseen.size(); i++) {
      if (room) {
        fillings.get(i).take(unseen.get(i));
      } else {
        fillings.get(i).refuse(unseen.get(i));
      }
    }
    int accepted = newToOne(unseen);
    return room ? new Receipt(accepted, request.size() - accepted, false) : Receipt.FULL;
  }

  /** A delivery may be new to one inbox and known to another: to one that was added later. */
  private static int newToOne(List<List<Event>> unseen) {
    if (unseen.size() == 1) {
      return unseen.get(0).size();
    }
    Set<Event> events = Collections.newSetFromMap(new IdentityHashMap<>());
    unseen.forEach(events::addAll);
    return events.size();
  }
}
