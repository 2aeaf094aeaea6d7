package dev.oneway.webhook.inbox.kafka;

import dev.oneway.webhook.inbox.Arrivals;
import dev.oneway.webhook.inbox.Arrived;
import dev.oneway.webhook.inbox.Bounds;
import dev.oneway.webhook.inbox.Inbox;
import dev.oneway.webhook.inbox.SeenDeliveries;
import dev.oneway.webhook.inbox.Waiting;
import java.time.Clock;
import java.util.List;

/**
 * An inbox in a Kafka topic. An event is acknowledged when every replica in sync has it, and its
 * offset is committed when it is delivered: whatever dies, it is delivered, and a second time finds
 * it unchanged.
 */
public final class KafkaInbox implements Inbox {
  private final KafkaSettings settings;
  private final SeenDeliveries seen;
  private final Bounds bounds;
  private final Clock clock;
  private final Topic topic;
  private final Arrived arrived = new Arrived();

  /**
   * @param seen the deliveries this inbox knows again
   * @throws IllegalArgumentException when no topic can be called like the inbox
   */
  public KafkaInbox(
      String name, KafkaSettings settings, SeenDeliveries seen, Bounds bounds, Clock clock) {
    this.settings = settings;
    this.seen = seen;
    this.bounds = bounds;
    this.clock = clock;
    this.topic = new Topic(settings.topicOf(name), settings);
  }

  /** Takes events into all of these inboxes, one at least, which have the same settings. */
  public static Arrivals arrivals(List<KafkaInbox> inboxes) {
    KafkaInbox first = inboxes.get(0);
    return new TopicArrivals(
        inboxes.stream().map(inbox -> inbox.topic).toList(),
        first.settings,
        first.bounds,
        first.clock);
  }

  @Override
  public Waiting waiting() {
    return new TopicWaiting(topic, settings, seen, arrived::tell, clock);
  }

  @Override
  public Arrived arrived() {
    return arrived;
  }

  @Override
  public void forgetDeliveries() {
    seen.forget(bounds.retention());
  }

  @Override
  public void close() {
    topic.close();
  }
}
