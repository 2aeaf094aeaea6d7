package dev.oneway.app;

import dev.oneway.ops.history.Retention;
import dev.oneway.run.Reasons;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes from time to time what is old, on a thread of its own, for there may be much of it. */
final class RetentionClock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionClock.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final Retention retention;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "oneway-retention");
            thread.setDaemon(true);
            return thread;
          });

  RetentionClock(Retention retention) {
    this.retention = retention;
  }

  void start() {
    var unused =
        clock.scheduleWithFixedDelay(
            this::apply, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private void apply() {
    try {
      retention.apply();
    } catch (RuntimeException e) {
      LOG.warn("what is old can't be removed from the state store: {}", Reasons.of(e));
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
