package dev.oneway.webhook.inbox.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that no broker can be reached, and once that one can again: Kafka's consumer only
 * waits. Used by one thread.
 */
final class Reachable {
  private static final Logger LOG = LoggerFactory.getLogger(Reachable.class);
  private static final String CONNECTIONS = "connection-count";
  private static final Duration LONG_AGO = Duration.ofSeconds(5);

  private final String topic;
  private final String bootstrapServers;
  private long reachedNanos = System.nanoTime();
  private boolean told;

  Reachable(String topic, String bootstrapServers) {
    this.topic = topic;
    this.bootstrapServers = bootstrapServers;
  }

  void look(Map<MetricName, ? extends Metric> metrics) {
    long now = System.nanoTime();
    if (isConnected(metrics)) {
      reachedNanos = now;
      if (told) {
        told = false;
        LOG.info("the topic {}: Kafka can be reached again", topic);
      }
    } else if (!told && now - reachedNanos > LONG_AGO.toNanos()) {
      told = true;
      LOG.warn("the topic {}: Kafka can't be reached at {}", topic, bootstrapServers);
    }
  }

  private static boolean isConnected(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().name().equals(CONNECTIONS))
        .map(metric -> metric.getValue().metricValue())
        .anyMatch(value -> value instanceof Number number && number.doubleValue() > 0);
  }
}
