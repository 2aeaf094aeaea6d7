package dev.oneway.webhook.inbox.kafka;

import dev.oneway.webhook.inbox.Bounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How full a topic is, asked of the brokers now and then. Used by one thread. */
final class Depth {
  private static final Duration COUNT_AGAIN = Duration.ofSeconds(1);

  private final Topic topic;
  private final Bounds bounds;
  private final Clock clock;
  private Instant counted = Instant.MIN;
  private long events;

  Depth(Topic topic, Bounds bounds, Clock clock) {
    this.topic = topic;
    this.bounds = bounds;
    this.clock = clock;
  }

  /** The topic's name. */
  String name() {
    return topic.name();
  }

  void require() {
    topic.require();
  }

  boolean isFull() {
    Instant now = clock.instant();
    if (!now.isBefore(counted.plus(COUNT_AGAIN))) {
      events = topic.depth();
      counted = now;
    }
    return events >= bounds.events();
  }

  /** So many were added. */
  void grow(int added) {
    events += added;
  }
}
