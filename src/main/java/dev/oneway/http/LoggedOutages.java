package dev.oneway.http;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WARN line when a server goes down and one INFO line when it is up again. */
final class LoggedOutages implements OutageListener {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedOutages.class);

  @Override
  public void down(Outage outage) {
    LOG.warn(
        "{} is down since {}: {} requests in a row failed, the last with: {}. Requests to it fail at once now; every {}s one is let through.",
        outage.server(),
        outage.since().truncatedTo(ChronoUnit.SECONDS),
        outage.failures(),
        outage.reason(),
        Breaker.REST.toSeconds());
  }

  @Override
  public void up(Outage outage, Duration lasted) {
    LOG.info("{} is up again after {}s", outage.server(), lasted.toSeconds());
  }
}
