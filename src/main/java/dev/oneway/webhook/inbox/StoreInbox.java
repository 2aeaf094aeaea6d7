package dev.oneway.webhook.inbox;

import dev.oneway.state.StateStore;
import java.time.Clock;
import java.util.concurrent.Executor;

/** An inbox in the state store. */
final class StoreInbox implements Inbox {
  private final String name;
  private final StateStore store;
  private final Bounds bounds;
  private final Clock clock;
  private final Executor answers;
  private final EventStore events;
  private final Arrived arrived = new Arrived();
  private GroupCommit appender;

  StoreInbox(String name, StateStore store, Bounds bounds, Clock clock, Executor answers) {
    this.name = name;
    this.store = store;
    this.bounds = bounds;
    this.clock = clock;
    this.answers = answers;
    this.events = new EventStore(store, name, clock);
  }

  @Override
  public synchronized Appender appender() {
    if (appender == null) {
      appender =
          new GroupCommit(
              name, new StoreArrivals(store, name, bounds, clock), arrived::tell, answers);
    }
    return appender;
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

  /** Stores what was handed in and takes no more. */
  @Override
  public synchronized void close() {
    if (appender != null) {
      appender.close();
      appender = null;
    }
  }
}
