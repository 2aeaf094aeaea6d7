package dev.oneway.webhook.inbox.kafka;

import dev.oneway.webhook.inbox.InboxState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What the inboxes hold that are topics, whoever reads them. How large the events are and which of
 * them failed before is known only to who reads them.
 */
public final class TopicStates {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final KafkaSettings settings;
  private final Clock clock;

  public TopicStates(KafkaSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * All inboxes by name.
   *
   * @throws org.apache.kafka.common.KafkaException when the brokers can't be asked
   */
  public List<InboxState> list() {
    List<InboxState> states = new ArrayList<>();
    for (String inbox : Topic.inboxes(settings)) {
      try (Topic topic = new Topic(settings.topicOf(inbox), settings)) {
        states.add(state(inbox, topic));
      }
    }
    return states;
  }

  private InboxState state(String inbox, Topic topic) {
    Map<TopicPartition, Long> ends = topic.ends();
    Map<TopicPartition, Long> waiting = topic.begins();
    waiting.keySet().removeIf(partition -> waiting.get(partition) >= ends.get(partition));
    return new InboxState(
        inbox,
        topic.depth(),
        Optional.empty(),
        Optional.empty(),
        oldest(topic, waiting),
        topic.since(clock.instant().minus(MINUTE)));
  }

  /** Joins no group, so that nobody has to give a partition up. */
  private Optional<Instant> oldest(Topic topic, Map<TopicPartition, Long> waiting) {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings.consumer(topic.group()))) {
      consumer.assign(waiting.keySet());
      waiting.forEach(consumer::seek);
      return firstOfEach(consumer, waiting.size()).stream()
          .map(record -> Instant.ofEpochMilli(record.timestamp()))
          .min(Instant::compareTo);
    }
  }

  private Collection<ConsumerRecord<byte[], byte[]>> firstOfEach(
      Consumer<byte[], byte[]> consumer, int partitions) {
    Map<TopicPartition, ConsumerRecord<byte[], byte[]>> first = new HashMap<>();
    Instant end = clock.instant().plus(LOOK);
    while (first.size() < partitions && clock.instant().isBefore(end)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK.dividedBy(10))) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        first.putIfAbsent(partition, record);
        consumer.pause(List.of(partition));
      }
    }
    return first.values();
  }
}
