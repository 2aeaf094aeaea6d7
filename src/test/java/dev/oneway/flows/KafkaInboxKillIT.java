package dev.oneway.flows;

import dev.oneway.testing.KafkaBroker;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inbox that is a topic of Kafka, and a process that dies again and again. */
class KafkaInboxKillIT {
  @Test
  void whatWasAcknowledgedIsDeliveredOnceHoweverOftenTheProcessDies(
      @TempDir Path folder, @TempDir Path brokerFolder) throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(brokerFolder)) {
      new KilledInbox(folder)
          .killWhileEventsComeIn(
              Map.of(
                  "oneway.inbox", "kafka",
                  "oneway.inbox.kafka.bootstrapServers", broker.address(),
                  // The next process begins to deliver within its short life.
                  "oneway.inbox.kafka.client.session.timeout.ms", "1000",
                  "oneway.inbox.kafka.client.transaction.timeout.ms", "2000"));
    }
  }
}
