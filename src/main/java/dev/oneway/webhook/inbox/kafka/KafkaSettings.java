package dev.oneway.webhook.inbox.kafka;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How Kafka is reached, and how topics are made. Holds secrets: never printed. Immutable; threads
 * may share it.
 */
public final class KafkaSettings {
  private static final String PREFIX = "oneway.inbox.kafka.";
  private static final String CLIENT = PREFIX + "client.";
  private static final Pattern TOPIC_LETTERS = Pattern.compile("[a-zA-Z0-9._-]*");
  private static final int LONGEST_TOPIC = 249;

  /** All settings but those of the clients, whose names are Kafka's. */
  public static final List<String> NAMES =
      List.of(
          "oneway.inbox.kafka.bootstrapServers",
          "oneway.inbox.kafka.topicPrefix",
          "oneway.inbox.kafka.partitions",
          "oneway.inbox.kafka.replication");

  /**
   * Each event at most, as a webhook's body may be 10 MB and a record read by a sweep is rewritten.
   */
  static final int LARGEST_EVENT_BYTES = 16 << 20;

  /** The network is given up for now after so long; a request waits for its answer meanwhile. */
  private static final int REQUEST_MILLIS = 4000;

  private static final int DELIVERY_MILLIS = 6000;

  /** A transaction whose writer died holds readers up for so long. */
  private static final int TRANSACTION_MILLIS = 10_000;

  /** How long a process is silent before its partitions are given to others. */
  private static final int SESSION_MILLIS = 10_000;

  private static final int HEARTBEATS_IN_A_SESSION = 3;
  private static final int CONSUMER_PAUSE_MILLIS = 300_000;
  private static final int FETCH_BYTES = 16 << 20;
  private static final int PARTITION_FETCH_BYTES = 1 << 20;
  private static final int BUFFER_BYTES = 32 << 20;
  private static final int BATCH_BYTES = 64 << 10;

  private final String bootstrapServers;
  private final String topicPrefix;
  private final int partitions;
  private final Optional<Short> replication;
  private final Map<String, String> client;

  private KafkaSettings(
      String bootstrapServers,
      String topicPrefix,
      int partitions,
      Optional<Short> replication,
      Map<String, String> client) {
    this.bootstrapServers = bootstrapServers;
    this.topicPrefix = topicPrefix;
    this.partitions = partitions;
    this.replication = replication;
    this.client = client;
  }

  /**
   * Reads and checks the settings; connects to nothing.
   *
   * @param settings a setting's value by its full name, placeholders resolved
   * @throws IllegalArgumentException saying what is wrong with which
   */
  public static KafkaSettings read(Function<String, Optional<String>> settings) {
    String servers =
        settings
            .apply("oneway.inbox.kafka.bootstrapServers")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "oneway.inbox is kafka, but oneway.inbox.kafka.bootstrapServers isn't set."
                            + " Set it to a broker or several, like kafka-1:9092,kafka-2:9092."));
    KafkaSettings kafka =
        new KafkaSettings(
            servers,
            topicPrefix(settings.apply("oneway.inbox.kafka.topicPrefix").orElse("oneway-")),
            count(settings, "oneway.inbox.kafka.partitions").orElse(6),
            count(settings, "oneway.inbox.kafka.replication").map(Integer::shortValue),
            client(settings));
    kafka.check();
    return kafka;
  }

  private static String topicPrefix(String prefix) {
    if (!TOPIC_LETTERS.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "oneway.inbox.kafka.topicPrefix: `"
              + prefix
              + "` can't begin a topic's name. Use letters, digits, dots, dashes and underscores.");
    }
    return prefix;
  }

  private static Optional<Integer> count(Function<String, Optional<String>> settings, String name) {
    return settings
        .apply(name)
        .map(
            value -> {
              if (!value.matches("[1-9]\\d{0,3}")) {
                throw new IllegalArgumentException(
                    name + ": `" + value + "` is not a whole number of at least 1.");
              }
              return Integer.valueOf(value);
            });
  }

  private static Map<String, String> client(Function<String, Optional<String>> settings) {
    Map<String, String> client = new TreeMap<>();
    ClientNames.ALL.forEach(
        name -> settings.apply(CLIENT + name).ifPresent(value -> client.put(name, value)));
    for (String name : client.keySet()) {
      if (ClientNames.OWN.contains(name)) {
        throw new IllegalArgumentException(
            CLIENT + name + " is Oneway's to set, as its promises rest on it. Remove the setting.");
      }
    }
    return client;
  }

  /** Whether it is meant for Kafka's clients. */
  public static boolean isOfClient(String setting) {
    return setting.startsWith(CLIENT);
  }

  /** The settings for Kafka's clients, all of them; loads much of Kafka. */
  public static List<String> clientNames() {
    return ClientNames.ALL.stream().map(name -> CLIENT + name).toList();
  }

  /** Kafka's own look at what is given to it; tells no secret. */
  private void check() {
    try {
      new ProducerConfig(properties(producer("check")));
      new ConsumerConfig(properties(consumer("check")));
      new AdminClientConfig(admin());
    } catch (ConfigException e) {
      throw new IllegalArgumentException(CLIENT + "…: " + e.getMessage() + ".", e);
    }
  }

  private static Properties properties(Map<String, Object> map) {
    Properties properties = new Properties();
    properties.putAll(map);
    return properties;
  }

  /**
   * The topic of an inbox.
   *
   * @throws IllegalArgumentException when no topic can be called so
   */
  String topicOf(String inbox) {
    String topic = topicPrefix + inbox;
    if (!TOPIC_LETTERS.matcher(topic).matches() || topic.length() > LONGEST_TOPIC) {
      throw new IllegalArgumentException(
          "inbox:%s can't be a Kafka topic. Call it by letters, digits, dots, dashes and underscores, %d at most."
              .formatted(inbox, LONGEST_TOPIC - topicPrefix.length()));
    }
    return topic;
  }

  /** The inbox a topic is; empty when it is none. */
  Optional<String> inboxOf(String topic) {
    return topic.startsWith(topicPrefix)
        ? Optional.of(topic.substring(topicPrefix.length())).filter(name -> !name.isEmpty())
        : Optional.empty();
  }

  /** Where the brokers are, for messages. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  int partitions() {
    return partitions;
  }

  /** Empty for what the brokers do by default. */
  Optional<Short> replication() {
    return replication;
  }

  /** Every replica in sync has it before it is acknowledged, and once, all of a request or none. */
  Map<String, Object> producer(String transactionalId) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MILLIS);
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    own.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    own.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    own.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_EVENT_BYTES);
    own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    Map<String, Object> all = with(own, ProducerConfig.configNames());
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return all;
  }

  /** Offsets are committed by hand, after delivery; a new group begins with the first event. */
  Map<String, Object> consumer(String group) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    own.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, CONSUMER_PAUSE_MILLIS);
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    Map<String, Object> all = with(own, ConsumerConfig.configNames());
    String session = all.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG).toString();
    if (session.matches("\\d{1,9}")) {
      all.putIfAbsent(
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
          Integer.parseInt(session) / HEARTBEATS_IN_A_SESSION);
    }
    all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return all;
  }

  Map<String, Object> admin() {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    own.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    return with(own, AdminClientConfig.configNames());
  }

  /** Those of people win; each client gets what it knows. */
  private Map<String, Object> with(Map<String, Object> own, Set<String> known) {
    Map<String, Object> all = new LinkedHashMap<>(own);
    client.forEach(
        (name, value) -> {
          if (known.contains(name)) {
            all.put(name, value);
          }
        });
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return all;
  }
}
