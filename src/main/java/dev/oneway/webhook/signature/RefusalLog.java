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
   * @param why one or two sentences without anything of the request
   */
  synchronized void add(String why) {
    LOG.debug("{} refused a request: {}", step, why);
    untold++;
    Instant now = clock.instant();
    if (told.plus(QUIET).isAfter(now)) {
      return;
    }
    if (untold == 1) {
      LOG.warn("{} refused a request: {}", step, why);
    } else {
      LOG.warn(
          "{} refused {} requests since the last such line, the last one: {}", step, untold, why);
    }
    told = now;
    untold = 0;
  }
}
