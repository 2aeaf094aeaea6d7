/** An inbox that is a Kafka topic: its door writes to the topic, its flow reads from it. */
package dev.oneway.webhook.inbox.kafka;
