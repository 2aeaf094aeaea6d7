package dev.oneway.webhook.inbox;

import dev.oneway.run.Reasons;
import dev.oneway.run.RetriableException;
import dev.oneway.run.RollingRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes chunks out of an inbox and delivers them, one after the other, until it is stopped. While
 * the destination is out of order it waits, longer each time up to a minute, and nothing is lost or
 * held against an event.
 */
final class Lane implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration TIDY_EVERY = Duration.ofHours(1);

  private final Inbox inbox;
  private final Waiting events;
  private final Arrived arrived;
  private final RollingRun run;
  private final ChunkDelivery delivery;
  private final int chunk;
  private final Clock clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger failures = new AtomicInteger();
  private Instant tidied = Instant.EPOCH;
  private volatile Instant postponed = Instant.EPOCH;
  private volatile boolean nothingIsDue;

  /**
   * @param events what waits in the inbox
   * @param chunk how many events are delivered at once, at least 1
   * @param clock by which it forgets deliveries, an hour apart
   */
  Lane(
      Inbox inbox, Waiting events, RollingRun run, ChunkDelivery delivery, int chunk, Clock clock) {
    this.inbox = inbox;
    this.events = events;
    this.arrived = inbox.arrived();
    this.clock = clock;
    this.run = run;
    this.delivery = delivery;
    this.chunk = chunk;
  }

  @Override
  public void run() {
    try {
      while (stopped.getCount() > 0) {
        step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeRun();
      ended.countDown();
    }
  }

  private void step() throws InterruptedException {
    try {
      run.renew();
      Lease lease = events.take(run::current, chunk);
      nothingIsDue = lease.isEmpty();
      if (nothingIsDue) {
        rest();
        return;
      }
      ChunkDelivery.Result result = delivery.deliver(lease.events());
      events.settle(lease, result.settled(), result.later());
      result.later().forEach(this::awaits);
      if (result.outage().isPresent()) {
        pause(asked(result.outage().get()).orElseGet(() -> Retry.pause(failures.get())));
      } else {
        failures.set(0);
      }
    } catch (RuntimeException e) {
      if (failures.get() == 0) {
        LOG.warn("the inbox can't be emptied, it is tried again: {}", Reasons.of(e));
      }
      pause(Retry.pause(failures.get()));
    }
  }

  private void awaits(Later later) {
    boolean blameless = later.attempts() == later.event().attempts();
    Instant due = clock.instant().plus(later.pause());
    if (blameless && due.isAfter(postponed)) {
      postponed = due;
    }
  }

  private void rest() throws InterruptedException {
    run.idle();
    if (!clock.instant().isBefore(tidied.plus(TIDY_EVERY))) {
      tidied = clock.instant();
      inbox.forgetDeliveries();
    }
    arrived.await(LOOK_AGAIN);
  }

  /** As long as the other side wants to be left alone, if it says so. */
  private static Optional<Duration> asked(Throwable outage) {
    for (Throwable cause = outage; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException retriable) {
        return retriable.retryAfter();
      }
    }
    return Optional.empty();
  }

  private void pause(Duration pause) throws InterruptedException {
    failures.incrementAndGet();
    run.close();
    var unused = stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void closeRun() {
    try {
      run.close();
    } catch (RuntimeException e) {
      // It stays open in the state store; the next start finds it and closes it as interrupted.
      LOG.error("the run of the inbox can't be closed: {}", Reasons.of(e));
    }
  }

  /** Whether its last chunk met an outage, or all that waits is postponed because of one. */
  boolean isHeldUp() {
    return failures.get() > 0 || (nothingIsDue && clock.instant().isBefore(postponed));
  }

  /** Ends it after its current chunk. */
  void stop() {
    stopped.countDown();
    arrived.tell();
  }

  /** Whether it has ended within that time. */
  boolean awaitEnd(Duration longest) throws InterruptedException {
    return ended.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }
}
