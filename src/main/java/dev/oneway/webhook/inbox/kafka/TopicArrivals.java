package dev.oneway.webhook.inbox.kafka;

import dev.oneway.webhook.inbox.Arrivals;
import dev.oneway.webhook.inbox.Bounds;
import dev.oneway.webhook.inbox.Event;
import dev.oneway.webhook.inbox.InboxUnavailableException;
import dev.oneway.webhook.inbox.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Writes events to a topic or several, those of many requests in one transaction, so that of each
 * request all are read, from each of the topics, or none. Events of one key go to one partition.
 *
 * <p>A transaction that failed may have come through: its senders are told to come again, and what
 * is there twice is found out when it is read. Used by one thread.
 */
final class TopicArrivals implements Arrivals {
  private final List<Depth> topics;
  private final KafkaSettings settings;

  /** The same until the process ends: who comes back under it ends what it left open. */
  private final String transactionalId;

  private Producer<byte[], byte[]> producer;

  /**
   * @param topics each event goes to all of them
   */
  TopicArrivals(List<Topic> topics, KafkaSettings settings, Bounds bounds, Clock clock) {
    this.topics = topics.stream().map(topic -> new Depth(topic, bounds, clock)).toList();
    this.settings = settings;
    this.transactionalId = topics.get(0).name() + "-" + UUID.randomUUID();
  }

  @Override
  public List<Receipt> store(List<List<Event>> requests) {
    try {
      topics.forEach(Depth::require);
      if (topics.stream().anyMatch(Depth::isFull)) {
        return requests.stream().map(request -> Receipt.FULL).toList();
      }
      write(requests);
      return requests.stream().map(request -> new Receipt(request.size(), 0, false)).toList();
    } catch (KafkaException e) {
      close();
      throw new InboxUnavailableException("Kafka can't take events now: " + e.getMessage(), e);
    }
  }

  private void write(List<List<Event>> requests) {
    if (producer == null) {
      producer = new KafkaProducer<>(settings.producer(transactionalId));
      producer.initTransactions();
    }
    producer.beginTransaction();
    for (List<Event> request : requests) {
      for (Depth topic : topics) {
        for (Event event : request) {
          // Its failure is the transaction's.
          var unused = producer.send(record(topic.name(), event));
        }
        topic.grow(request.size());
      }
    }
    producer.commitTransaction();
  }

  /** One without a key goes where the same delivery goes when it comes again. */
  private static ProducerRecord<byte[], byte[]> record(String topic, Event event) {
    Optional<String> key = event.key().or(event::deliveryId);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, key.map(TopicArrivals::bytes).orElse(null), bytes(event.json()));
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
