package dev.oneway.webhook.inbox;

import java.util.List;

/** Events that are a run's to deliver. */
public record Lease(String id, List<StoredEvent> events) {
  public boolean isEmpty() {
    return events.isEmpty();
  }
}
