package dev.oneway.webhook.inbox;

import dev.oneway.state.StateStore;
import java.time.Clock;

/** An inbox in the state store. */
final class StoreInbox implements Inbox {
  private final String name;
  private final StateStore store;
  private final Bounds bounds;
  private final Clock clock;
  private final EventStore events;
  private final Arrived arrived = new Arrived();

  StoreInbox(String name, StateStore store, Bounds bounds, Clock clock) {
    this.name = name;
    this.store = store;
    this.bounds = bounds;
    this.clock = clock;
    this.events = new EventStore(store, name, clock);
  }

  @Override
  public Waiting waiting() {
    return events;
  }

  @Override
  public void forgetDeliveries() {
    new SeenDeliveries(store, name, clock).forget(bounds.retention());
  }

  @Override
  public Arrived arrived() {
    return arrived;
  }

  @Override
  public void close() {}
}
