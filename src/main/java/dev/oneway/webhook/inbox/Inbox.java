package dev.oneway.webhook.inbox;

import dev.oneway.state.StateStore;
import java.time.Clock;

/**
 * An inbox in the state store, shared by all endpoints that name it. Opens nothing before it is
 * first used. Threads share it.
 */
final class Inbox implements AutoCloseable {
  private final String name;
  private final StateStore store;
  private final Bounds bounds;
  private final Clock clock;
  private final EventStore events;
  private final Arrived arrived = new Arrived();
  private GroupCommit appender;

  Inbox(String name, StateStore store, Bounds bounds, Clock clock) {
    this.name = name;
    this.store = store;
    this.bounds = bounds;
    this.clock = clock;
    this.events = new EventStore(store, name, clock);
  }

  synchronized Appender appender() {
    if (appender == null) {
      appender = new GroupCommit(name, new Arrivals(store, name, bounds, clock), arrived::tell);
    }
    return appender;
  }

  EventStore events() {
    return events;
  }

  Bounds bounds() {
    return bounds;
  }

  Arrived arrived() {
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
