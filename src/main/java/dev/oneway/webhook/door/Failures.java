package dev.oneway.webhook.door;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells why a route's requests fail: each reason when it comes up, and while it lasts once a
 * minute, for during an outage every request has the same.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final long AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

  private String lastReason = "";
  private long lastNanos;

  synchronized void tell(String route, String reason) {
    long now = System.nanoTime();
    if (!reason.equals(lastReason) || now - lastNanos > AGAIN_NANOS) {
      lastReason = reason;
      lastNanos = now;
      LOG.warn("{}: a request failed: {}", route, reason);
    }
  }
}
