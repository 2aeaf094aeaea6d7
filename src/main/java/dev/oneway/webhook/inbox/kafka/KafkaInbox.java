package dev.oneway.webhook.inbox.kafka;

import dev.oneway.webhook.inbox.Appender;
import dev.oneway.webhook.inbox.Arrived;
import dev.oneway.webhook.inbox.Bounds;
import dev.oneway.webhook.inbox.GroupCommit;
import dev.oneway.webhook.inbox.Inbox;
import dev.oneway.webhook.inbox.SeenDeliveries;
import dev.oneway.webhook.inbox.Waiting;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * An inbox in a Kafka topic. An event is acknowledged when every replica in sync has it, and its
 * offset is committed when it is delivered: whatever dies, it is delivered, and a second time finds
 * it unchanged.
 */
public final class KafkaInbox implements Inbox {
  private final String name;
  private final KafkaSettings settings;
  private final SeenDeliveries seen;
  private final Bounds bounds;
  private final Clock clock;
  private final Executor answers;
  private final Topic topic;
  private final Arrived arrived = new Arrived();
  private GroupCommit appender;

  /**
   * @param seen the deliveries this inbox knows again
   * @throws IllegalArgumentException when no topic can be called like the inbox
   */
  public KafkaInbox(
      String name,
      KafkaSettings settings,
      SeenDeliveries seen,
      Bounds bounds,
      Clock clock,
      Executor answers) {
    this.name = name;
    this.settings = settings;
    this.seen = seen;
    this.bounds = bounds;
    this.clock = clock;
    this.answers = answers;
    this.topic = new Topic(settings.topicOf(name), settings);
  }

  @Override
  public synchronized Appender appender() {
    if (appender == null) {
      appender =
          new GroupCommit(
              name, new TopicArrivals(topic, settings, bounds, clock), arrived::tell, answers);
    }
    return appender;
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
  public synchronized void close() {
    if (appender != null) {
      appender.close();
      appender = null;
    }
    topic.close();
  }
}
