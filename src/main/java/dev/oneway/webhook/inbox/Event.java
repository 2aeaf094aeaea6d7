package dev.oneway.webhook.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A record on its way into an inbox.
 *
 * @param deliveryId by which the sender names this delivery, also when it comes again; empty when
 *     it doesn't
 * @param key events of one key are delivered in their order; empty when there is no order to keep
 * @param json one JSON object, as it was sent
 * @param bytes how long it is in UTF-8
 */
public record Event(Optional<String> deliveryId, Optional<String> key, String json, long bytes) {
  public Event(Optional<String> deliveryId, Optional<String> key, String json) {
    this(deliveryId, key, json, json.getBytes(StandardCharsets.UTF_8).length);
  }
}
