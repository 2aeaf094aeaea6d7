package dev.oneway.webhook.inbox.kafka;

import dev.oneway.run.Run;
import dev.oneway.webhook.inbox.Later;
import dev.oneway.webhook.inbox.Lease;
import dev.oneway.webhook.inbox.SeenDeliveries;
import dev.oneway.webhook.inbox.StoredEvent;
import dev.oneway.webhook.inbox.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What waits in a topic, as far as this process has its partitions. A delivery that came before is
 * passed over: it is known by its id when what it brought was delivered, which is noted before its
 * offset is committed.
 *
 * <p>How often an event has failed is forgotten with the process. For one lane.
 */
final class TopicWaiting implements Waiting {
  private static final long MOST_BYTES_IN_A_CHUNK = 8L << 20;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

  private final Topic topic;
  private final SeenDeliveries seen;
  private final Windows windows;
  private final TopicReader reader;
  private final Thread thread;

  /** The lane's own: the ids of the deliveries on lease, by event. */
  private final Map<Long, String> deliveryIds = new HashMap<>();

  TopicWaiting(
      Topic topic, KafkaSettings settings, SeenDeliveries seen, Runnable arrived, Clock clock) {
    this.topic = topic;
    this.seen = seen;
    this.windows = new Windows(clock);
    this.reader = new TopicReader(topic, settings, windows, arrived);
    this.thread = new Thread(reader, "inbox-" + topic.name() + "-reader");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public long depth() {
    return topic.depth();
  }

  @Override
  public Lease take(Supplier<Run> run, int most) {
    List<PartitionWindow.Read> leased = windows.lease(most, MOST_BYTES_IN_A_CHUNK);
    List<PartitionWindow.Read> unseen = withoutSeen(leased);
    while (unseen.isEmpty() && !leased.isEmpty()) {
      leased = windows.lease(most, MOST_BYTES_IN_A_CHUNK);
      unseen = withoutSeen(leased);
    }
    deliveryIds.clear();
    unseen.forEach(
        read -> read.deliveryId().ifPresent(id -> deliveryIds.put(read.event().id(), id)));
    return new Lease(
        UUID.randomUUID().toString(), unseen.stream().map(PartitionWindow.Read::event).toList());
  }

  /** Two that came by one delivery meet in one chunk at the latest. */
  private List<PartitionWindow.Read> withoutSeen(List<PartitionWindow.Read> leased) {
    List<String> ids = leased.stream().flatMap(read -> read.deliveryId().stream()).toList();
    Set<String> known = new HashSet<>(seen.among(ids));
    List<PartitionWindow.Read> unseen = new ArrayList<>();
    List<Long> dropped = new ArrayList<>();
    for (PartitionWindow.Read read : leased) {
      if (read.deliveryId().map(known::add).orElse(true)) {
        unseen.add(read);
      } else {
        dropped.add(read.event().id());
      }
    }
    windows.drop(dropped);
    return unseen;
  }

  @Override
  public void settle(Lease lease, Collection<StoredEvent> delivered, Collection<Later> later) {
    List<Long> finished = delivered.stream().map(StoredEvent::id).toList();
    seen.remember(
        finished.stream()
            .filter(deliveryIds::containsKey)
            .map(deliveryIds::get)
            .collect(Collectors.toSet()));
    windows.settle(finished, later);
  }

  @Override
  public void close() {
    reader.stop();
    try {
      thread.join(LONGEST_STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
