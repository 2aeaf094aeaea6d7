package dev.oneway.webhook.inbox.kafka;

import dev.oneway.run.FatalException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of an inbox, of the same name as its group of consumers. Made when it isn't there:
 * without a limit of time, so that nothing is lost however long a destination is out of order; what
 * is delivered is deleted instead. Threads may share it.
 */
final class Topic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Topic.class);
  private static final String FOREVER = "-1";
  private static final short BY_DEFAULT = -1;
  private static final short MANY_REPLICAS = 3;

  private final String name;
  private final KafkaSettings settings;
  private Admin admin;
  private boolean ready;
  private boolean deletesDelivered;

  Topic(String name, KafkaSettings settings) {
    this.name = name;
    this.settings = settings;
  }

  String name() {
    return name;
  }

  /** The consumers that share its partitions. */
  String group() {
    return name;
  }

  /**
   * Makes it, or looks whether the one that is there is fit.
   *
   * @throws KafkaException when the brokers can't be asked
   * @throws FatalException when somebody must change the topic
   */
  synchronized void require() {
    if (!ready) {
      if (find().isPresent()) {
        check();
      } else {
        create();
      }
      ready = true;
    }
  }

  private Optional<TopicDescription> find() {
    try {
      return Optional.of(result(admin().describeTopics(List.of(name)).topicNameValues().get(name)));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    }
  }

  private void create() {
    Map<String, String> configs = new HashMap<>();
    configs.put(TopicConfig.RETENTION_MS_CONFIG, FOREVER);
    configs.put(TopicConfig.RETENTION_BYTES_CONFIG, FOREVER);
    configs.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(KafkaSettings.LARGEST_EVENT_BYTES));
    settings
        .replication()
        .filter(replicas -> replicas >= MANY_REPLICAS)
        .ifPresent(
            replicas ->
                configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(replicas - 1)));
    short replication = settings.replication().orElse(BY_DEFAULT);
    try {
      result(
          admin()
              .createTopics(
                  List.of(new NewTopic(name, settings.partitions(), replication).configs(configs)))
              .values()
              .get(name));
    } catch (TopicExistsException e) {
      LOG.debug("somebody else was faster to make the topic {}", name);
    }
    deletesDelivered = true;
  }

  private void check() {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Config config = result(admin().describeConfigs(List.of(resource)).values().get(resource));
    int largest = Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    if (largest < KafkaSettings.LARGEST_EVENT_BYTES) {
      throw new FatalException(
          "the topic %s takes no message over %d bytes. Set its max.message.bytes to %d."
              .formatted(name, largest, KafkaSettings.LARGEST_EVENT_BYTES));
    }
    String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    if (!TopicConfig.CLEANUP_POLICY_DELETE.equals(policy)) {
      throw new FatalException(
          "the topic %s is compacted, which loses events. Set its cleanup.policy to delete."
              .formatted(name));
    }
    deletesDelivered = FOREVER.equals(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
    if (!deletesDelivered) {
      LOG.warn(
          "the topic {} forgets events after retention.ms={}, also those that aren't delivered;"
              + " with -1 Oneway deletes them when they are",
          name,
          config.get(TopicConfig.RETENTION_MS_CONFIG).value());
    }
  }

  /** The inboxes that are topics, by name. */
  static List<String> inboxes(KafkaSettings settings) {
    try (Admin admin = Admin.create(settings.admin())) {
      return result(admin.listTopics().names()).stream()
          .flatMap(topic -> settings.inboxOf(topic).stream())
          .sorted()
          .toList();
    }
  }

  /**
   * How many events aren't delivered; transactions are counted with them, one a partition.
   *
   * @throws KafkaException when the brokers can't be asked
   */
  long depth() {
    require();
    Map<TopicPartition, Long> begins = begins();
    return ends().entrySet().stream()
        .mapToLong(end -> end.getValue() - begins.getOrDefault(end.getKey(), 0L))
        .sum();
  }

  /** Per partition the first offset that isn't delivered. */
  Map<TopicPartition, Long> begins() {
    Map<TopicPartition, Long> begins = new HashMap<>(offsets(OffsetSpec.earliest()));
    begins.putAll(committed());
    return begins;
  }

  /** Per partition the offset behind its last event. */
  Map<TopicPartition, Long> ends() {
    return offsets(OffsetSpec.latest());
  }

  /** How many events came since then, counted like those that wait. */
  long since(Instant then) {
    Map<TopicPartition, Long> firsts = offsets(OffsetSpec.forTimestamp(then.toEpochMilli()));
    return ends().entrySet().stream()
        .filter(end -> firsts.get(end.getKey()) >= 0)
        .mapToLong(end -> end.getValue() - firsts.get(end.getKey()))
        .sum();
  }

  private Map<TopicPartition, Long> committed() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        result(admin().listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata());
    return committed.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private Map<TopicPartition, Long> offsets(OffsetSpec spec) {
    TopicDescription description = find().orElseThrow(this::notEverywhere);
    Map<TopicPartition, OffsetSpec> asked =
        description.partitions().stream()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(name, partition.partition()),
                    partition -> spec));
    return result(admin().listOffsets(asked).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** The brokers tell each other of a new topic; one may not have heard of it yet. */
  private KafkaException notEverywhere() {
    return new UnknownTopicOrPartitionException(
        "the topic " + name + " isn't known everywhere yet");
  }

  /** Deletes what is delivered, where nobody else has said how long it is kept; doesn't wait. */
  synchronized void deleteBefore(Map<TopicPartition, Long> offsets) {
    if (deletesDelivered && !offsets.isEmpty()) {
      Map<TopicPartition, RecordsToDelete> delivered =
          offsets.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, entry -> RecordsToDelete.beforeOffset(entry.getValue())));
      var unused = admin().deleteRecords(delivered).all().whenComplete(this::deleted);
    }
  }

  private void deleted(Void nothing, Throwable failure) {
    if (failure != null) {
      LOG.debug("what is delivered of {} can't be deleted now", name, failure);
    }
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(settings.admin());
    }
    return admin;
  }

  private static <T> T result(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
      admin = null;
    }
  }
}
