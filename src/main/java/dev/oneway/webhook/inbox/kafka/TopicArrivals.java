package dev.oneway.webhook.inbox.kafka;

import dev.oneway.webhook.inbox.Arrivals;
import dev.oneway.webhook.inbox.Bounds;
import dev.oneway.webhook.inbox.Event;
import dev.oneway.webhook.inbox.InboxUnavailableException;
import dev.oneway.webhook.inbox.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Writes events to a topic, those of many requests in one transaction, so that of each request all
 * are read or none. Events of one key go to one partition.
 *
 * <p>A transaction that failed may have come through: its senders are told to come again, and what
 * is there twice is found out when it is read. Used by one thread.
 */
final class TopicArrivals implements Arrivals {
  private static final Duration COUNT_AGAIN = Duration.ofSeconds(1);

  private final Topic topic;
  private final KafkaSettings settings;
  private final Bounds bounds;
  private final Clock clock;

  /** The same until the process ends: who comes back under it ends what it left open. */
  private final String transactionalId;

  private Producer<byte[], byte[]> producer;
  private Instant counted = Instant.MIN;
  private long depth;

  TopicArrivals(Topic topic, KafkaSettings settings, Bounds bounds, Clock clock) {
    this.topic = topic;
    this.settings = settings;
    this.bounds = bounds;
    this.clock = clock;
    this.transactionalId = topic.name() + "-" + UUID.randomUUID();
  }

  @Override
  public List<Receipt> store(List<List<Event>> requests) {
    try {
      topic.require();
      if (isFull()) {
        return requests.stream().map(request -> Receipt.FULL).toList();
      }
      write(requests);
      return requests.stream().map(request -> new Receipt(request.size(), 0, false)).toList();
    } catch (KafkaException e) {
      close();
      throw new InboxUnavailableException("Kafka can't take events now: " + e.getMessage(), e);
    }
  }

  private boolean isFull() {
    Instant now = clock.instant();
    if (!now.isBefore(counted.plus(COUNT_AGAIN))) {
      depth = topic.depth();
      counted = now;
    }
    return depth >= bounds.events();
  }

  private void write(List<List<Event>> requests) {
    if (producer == null) {
      producer = new KafkaProducer<>(settings.producer(transactionalId));
      producer.initTransactions();
    }
    producer.beginTransaction();
    for (List<Event> request : requests) {
      for (Event event : request) {
        // Its failure is the transaction's.
        var unused = producer.send(record(event));
      }
      depth += request.size();
    }
    producer.commitTransaction();
  }

  /** One without a key goes where the same delivery goes when it comes again. */
  private ProducerRecord<byte[], byte[]> record(Event event) {
    Optional<String> key = event.key().or(event::deliveryId);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic.name(), key.map(TopicArrivals::bytes).orElse(null), bytes(event.json()));
    event.deliveryId().ifPresent(id -> record.headers().add(Headers.DELIVERY_ID, bytes(id)));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
