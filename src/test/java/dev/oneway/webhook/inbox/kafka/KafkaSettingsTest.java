package dev.oneway.webhook.inbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
  private static final String PREFIX = "oneway.inbox.kafka.";
  private final Map<String, String> settings =
      new HashMap<>(Map.of(PREFIX + "bootstrapServers", "127.0.0.1:9092"));

  private KafkaSettings read() {
    return KafkaSettings.read(name -> Optional.ofNullable(settings.get(name)));
  }

  @Test
  void anEventIsAcknowledgedByEveryReplicaAndCommittedByHand() {
    assertThat(read().producer("t"))
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    assertThat(read().consumer("t"))
        .containsEntry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false)
        .containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
        .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
  }

  @Test
  void aClientGetsWhatIsMeantForItAndNothingElse() {
    settings.put(PREFIX + "client.security.protocol", "SASL_SSL");
    settings.put(PREFIX + "client.session.timeout.ms", "30000");
    settings.put(PREFIX + "client.linger.ms", "5");
    assertThat(read().producer("t"))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("linger.ms", "5")
        .doesNotContainKey("session.timeout.ms");
    assertThat(read().consumer("t"))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("session.timeout.ms", "30000")
        .containsEntry("heartbeat.interval.ms", 10_000)
        .doesNotContainKey("linger.ms");
    assertThat(read().admin()).containsEntry("security.protocol", "SASL_SSL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acks", "enable.auto.commit", "isolation.level", "transactional.id"})
  void whatThePromisesRestOnIsRefused(String name) {
    settings.put(PREFIX + "client." + name, "x");
    assertThatIllegalArgumentException()
        .isThrownBy(this::read)
        .withMessage(
            PREFIX
                + "client."
                + name
                + " is Oneway's to set, as its promises rest on it. Remove the setting.");
  }

  @ParameterizedTest
  @CsvSource({
    "partitions, 0, is not a whole number of at least 1",
    "replication, many, is not a whole number of at least 1",
    "topicPrefix, a b, can't begin a topic's name",
    "client.security.protocol, TLS, Invalid value TLS",
    "client.session.timeout.ms, soon, Not a number of type INT"
  })
  void whatIsWrongIsToldBeforeAnythingConnects(String name, String value, String message) {
    settings.put(PREFIX + name, value);
    assertThatIllegalArgumentException().isThrownBy(this::read).withMessageContaining(message);
  }

  @Test
  void withoutBrokersThereIsNoKafka() {
    settings.clear();
    assertThatIllegalArgumentException()
        .isThrownBy(this::read)
        .withMessageContaining("bootstrapServers isn't set");
  }

  @Test
  void aSecretIsNeverTold() {
    settings.put(PREFIX + "client.sasl.jaas.config", "password=\"s3cret\";");
    settings.put(PREFIX + "client.security.protocol", "TLS");
    assertThatIllegalArgumentException()
        .isThrownBy(this::read)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  @Test
  void anInboxThatCanNotBeATopicIsRefused() {
    assertThat(read().topicOf("tickets")).isEqualTo("oneway-tickets");
    assertThat(read().inboxOf("oneway-tickets")).contains("tickets");
    assertThat(read().inboxOf("others")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read().topicOf("tickets of today"))
        .withMessageContaining("can't be a Kafka topic");
  }
}
