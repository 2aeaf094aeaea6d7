package dev.oneway.webhook.signature;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why requests weren't taken: each at DEBUG, and at most one WARN a minute, so that operators see
 * it and nobody fills their disk. Threads may share it.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final String step;
  private final InstantSource clock;
  private long untold;
  private Instant told = Instant.EPOCH;

  /**
   * @param step as the route names it
   */
  RefusalLog(String step, InstantSource clock) {
    this.step = step;
    this.clock = clock;
  }

  /**
   * @param why without anything of the request
   */
  synchronized void add(String why) {
    LOG.debug("{} refused a request: {}.", step, why);
    untold++;
    Instant now = clock.instant();
    if (told.plus(QUIET).isAfter(now)) {
      return;
    }
    LOG.warn(
        "{} refused {} since the last such line, the last because {}. Either somebody else sends, or its secret or its clock isn't ours.",
        step,
        untold == 1 ? "a request" : untold + " requests",
        why);
    told = now;
    untold = 0;
  }
}
