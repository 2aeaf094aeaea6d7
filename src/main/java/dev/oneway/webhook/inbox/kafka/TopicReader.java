package dev.oneway.webhook.inbox.kafka;

import dev.oneway.run.Reasons;
import dev.oneway.webhook.inbox.Retry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic as one of its group and commits, per partition, what is delivered. It goes on
 * asking for more while a delivery lasts, however long, so that the group never takes it for dead;
 * a partition that goes to another process goes when what is on lease of it is settled.
 *
 * <p>Runs in a thread of its own, which alone touches Kafka's consumer.
 */
final class TopicReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMIT = Duration.ofSeconds(5);
  private static final Duration DELETE_AGAIN = Duration.ofMinutes(1);

  /** Shorter than the group waits for somebody who gives a partition up. */
  private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(2);

  private final Topic topic;
  private final KafkaSettings settings;
  private final Windows windows;
  private final Runnable arrived;
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Reachable reachable;
  private Consumer<byte[], byte[]> consumer;
  private long deletedNanos = System.nanoTime();
  private int failures;

  /**
   * @param arrived told when events were read
   */
  TopicReader(Topic topic, KafkaSettings settings, Windows windows, Runnable arrived) {
    this.topic = topic;
    this.settings = settings;
    this.windows = windows;
    this.arrived = arrived;
    this.reachable = new Reachable(topic.name(), settings.bootstrapServers());
  }

  @Override
  public void run() {
    try {
      while (stopped.getCount() > 0) {
        readUntilItFails();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readUntilItFails() throws InterruptedException {
    try {
      topic.require();
      read();
    } catch (RuntimeException e) {
      if (failures == 0) {
        LOG.warn("the topic {} can't be read, it is tried again: {}", topic.name(), Reasons.of(e));
      }
      var unused = stopped.await(Retry.pause(failures++).toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void read() {
    try (Consumer<byte[], byte[]> opened = new KafkaConsumer<>(settings.consumer(topic.group()))) {
      consumer = opened;
      consumer.subscribe(Set.of(topic.name()), new Handover());
      while (stopped.getCount() > 0) {
        step();
      }
      commit(windows.committable());
    } finally {
      windows.clear();
      committed.clear();
    }
  }

  private void step() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      windows.add(record);
    }
    consumer.assignment().forEach(this::reached);
    if (!records.isEmpty()) {
      arrived.run();
      failures = 0;
    }
    commit(windows.committable());
    holdBack();
    reachable.look(consumer.metrics());
    deleteDelivered();
  }

  /** Ends of transactions are passed without being events. */
  private void reached(TopicPartition partition) {
    try {
      windows.reached(partition, consumer.position(partition, Duration.ZERO));
    } catch (TimeoutException e) {
      LOG.debug("it isn't known yet where {} begins", partition);
    }
  }

  private void commit(Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> moved =
        offsets.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(committed.get(entry.getKey())))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
    if (moved.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(moved, COMMIT);
      moved.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
      // What was delivered may be read again, here or by another process, and is unchanged then.
      LOG.debug("the topic {}: {}", topic.name(), e.getMessage());
    }
  }

  /** Partitions of which enough waits rest until some of it is delivered. */
  private void holdBack() {
    Set<TopicPartition> full = new HashSet<>(consumer.assignment());
    full.removeIf(partition -> !windows.isFull(partition));
    Set<TopicPartition> free = new HashSet<>(consumer.paused());
    free.removeAll(full);
    consumer.pause(full);
    consumer.resume(free);
  }

  private void deleteDelivered() {
    if (System.nanoTime() - deletedNanos > DELETE_AGAIN.toNanos()) {
      deletedNanos = System.nanoTime();
      topic.deleteBefore(Map.copyOf(committed));
    }
  }

  /** Ends it; what isn't on lease is left to others. */
  void stop() {
    stopped.countDown();
  }

  private final class Handover implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.debug("the topic {}: {} are ours", topic.name(), partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!windows.awaitSettled(partitions, LONGEST_DELIVERY)) {
        LOG.warn(
            "the topic {}: a delivery lasts so long that another process may begin it again",
            topic.name());
      }
      Map<TopicPartition, Long> offsets = windows.committable();
      offsets.keySet().retainAll(partitions);
      commit(offsets);
      forget(partitions);
    }

    /** Somebody else may have them already: nothing is committed. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      LOG.warn(
          "the topic {}: this process was out of reach for so long that others may deliver what it"
              + " has read",
          topic.name());
      forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
      windows.remove(partitions);
      committed.keySet().removeAll(Set.copyOf(partitions));
    }
  }
}
