package dev.oneway.webhook.inbox.kafka;

import dev.oneway.webhook.inbox.Later;
import dev.oneway.webhook.inbox.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The windows of the partitions this process reads: filled by the thread that reads, emptied by the
 * one that delivers.
 */
final class Windows {
  private static final int MOST_EVENTS = 2000;
  private static final long MOST_BYTES = 32L << 20;

  private final Clock clock;
  private final Map<TopicPartition, PartitionWindow> windows = new LinkedHashMap<>();
  private long lastId;

  Windows(Clock clock) {
    this.clock = clock;
  }

  /** A record that was read, of a partition that is ours. */
  synchronized void add(ConsumerRecord<byte[], byte[]> record) {
    StoredEvent event =
        new StoredEvent(
            ++lastId,
            text(record.key()),
            text(record.value()).orElse(""),
            record.serializedValueSize(),
            0);
    Header id = record.headers().lastHeader(Headers.DELIVERY_ID);
    window(new TopicPartition(record.topic(), record.partition()))
        .add(
            record.offset(),
            new PartitionWindow.Read(event, id == null ? Optional.empty() : text(id.value())));
  }

  private static Optional<String> text(byte[] bytes) {
    return Optional.ofNullable(bytes).map(some -> new String(some, StandardCharsets.UTF_8));
  }

  private PartitionWindow window(TopicPartition partition) {
    return windows.computeIfAbsent(partition, key -> new PartitionWindow());
  }

  /** Everything of the partition before this offset was read. */
  synchronized void reached(TopicPartition partition, long offset) {
    window(partition).reached(offset);
  }

  /** Whether nothing more of it may be read until some is delivered. */
  synchronized boolean isFull(TopicPartition partition) {
    PartitionWindow window = windows.get(partition);
    return window != null
        && (window.events() >= MOST_EVENTS || window.bytes() >= MOST_BYTES / windows.size());
  }

  /** Puts events on lease that are due, of all partitions in turn; ends the lease before. */
  synchronized List<PartitionWindow.Read> lease(int most, long mostBytes) {
    windows.values().forEach(PartitionWindow::release);
    Instant now = clock.instant();
    List<PartitionWindow.Read> leased = new ArrayList<>();
    long left = mostBytes;
    for (TopicPartition partition : List.copyOf(windows.keySet())) {
      List<PartitionWindow.Read> more =
          windows.get(partition).lease(most - leased.size(), left, now);
      left -= more.stream().mapToLong(read -> read.event().bytes()).sum();
      leased.addAll(more);
    }
    turn();
    return leased;
  }

  /** Who was first is last the next time. */
  private void turn() {
    if (windows.size() > 1) {
      TopicPartition first = windows.keySet().iterator().next();
      windows.put(first, windows.remove(first));
    }
  }

  /** Ends the lease. */
  synchronized void settle(Collection<Long> finished, Collection<Later> later) {
    Instant now = clock.instant();
    for (PartitionWindow window : windows.values()) {
      window.finish(finished);
      later.forEach(one -> window.postpone(one, now));
      window.release();
    }
    notifyAll();
  }

  /** These were never delivered and needn't be; the lease goes on without them. */
  synchronized void drop(Collection<Long> events) {
    windows.values().forEach(window -> window.finish(events));
    notifyAll();
  }

  /** Per partition the first offset that must be read again after a crash. */
  synchronized Map<TopicPartition, Long> committable() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    windows.forEach((partition, window) -> offsets.put(partition, window.committable()));
    return offsets;
  }

  /**
   * Puts nothing more of these on lease, and waits until nothing of them is.
   *
   * @return false when that took too long
   */
  synchronized boolean awaitSettled(Collection<TopicPartition> partitions, Duration longest) {
    List<PartitionWindow> ending =
        partitions.stream().filter(windows::containsKey).map(windows::get).toList();
    ending.forEach(PartitionWindow::close);
    long end = System.nanoTime() + longest.toNanos();
    try {
      long left = longest.toNanos();
      while (left > 0 && ending.stream().anyMatch(PartitionWindow::hasLeased)) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ending.stream().noneMatch(PartitionWindow::hasLeased);
  }

  /** Forgets partitions that are no longer ours. */
  synchronized void remove(Collection<TopicPartition> partitions) {
    windows.keySet().removeAll(List.copyOf(partitions));
    notifyAll();
  }

  synchronized void clear() {
    windows.clear();
    notifyAll();
  }
}
