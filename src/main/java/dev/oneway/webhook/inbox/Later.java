package dev.oneway.webhook.inbox;

import java.time.Duration;

/**
 * An event that is to be delivered again, and not at once.
 *
 * @param attempts how often its delivery has failed by its own fault
 * @param pause how long it waits from now on
 */
public record Later(StoredEvent event, int attempts, Duration pause) {
  /** It failed by its own fault: a pause that doubles. */
  static Later failed(StoredEvent event) {
    return new Later(event, event.attempts() + 1, Retry.pause(event.attempts()));
  }

  /** What it alone needs is out of order, which isn't held against it. */
  static Later postponed(StoredEvent event, Duration pause) {
    return new Later(event, event.attempts(), pause);
  }
}
