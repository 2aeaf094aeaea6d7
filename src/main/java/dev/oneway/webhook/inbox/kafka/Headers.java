package dev.oneway.webhook.inbox.kafka;

/** What a message in a topic has beside its key and its JSON. */
final class Headers {
  /** By which the sender names the delivery. */
  static final String DELIVERY_ID = "oneway-delivery-id";

  private Headers() {}
}
