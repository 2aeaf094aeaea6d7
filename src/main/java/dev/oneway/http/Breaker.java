package dev.oneway.http;

import dev.failsafe.CircuitBreaker;
import dev.oneway.run.OutageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Spares a server that is down our requests, and our threads the waiting for it. It opens after 10
 * requests in a row that failed because the server can't be reached, answers 5xx or is too slow, or
 * after 3 when that has gone on for a minute. While it is open every request fails at once; each 30
 * seconds one is let through, and its success closes it.
 *
 * <p>An answer of 4xx is a success here: the server is there. Threads may share it.
 */
final class Breaker {
  static final Duration REST = Duration.ofSeconds(30);
  private static final int FAILURES = 10;
  private static final int SLOW_FAILURES = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The library's own delay runs by a clock no test can move, so we end the rest ourselves. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final String server;
  private final HttpTime time;
  private final OutageListener listener;
  private final CircuitBreaker<Object> circuit =
      CircuitBreaker.builder()
          .withFailureThreshold(FAILURES)
          .withSuccessThreshold(1)
          .withDelay(NEVER)
          .build();

  private Instant failingSince;
  private Instant steadySince;
  private long failures;
  private Instant restsUntil = Instant.MIN;
  private Optional<Outage> outage = Optional.empty();

  Breaker(Origin origin, HttpTime time, OutageListener listener) {
    this.server = origin.toString();
    this.time = time;
    this.listener = listener;
  }

  /**
   * Called before a request waits for its turn.
   *
   * @throws OutageException while the server is taken for down and the next try isn't due
   */
  synchronized void requireUp() throws OutageException {
    if (circuit.isOpen() && steadyNow().isBefore(restsUntil)) {
      throw refusal();
    }
  }

  /**
   * Called before a request leaves; one of {@link #served}, {@link #failed} and {@link #abandoned}
   * must follow.
   *
   * @throws OutageException while the server is taken for down and this isn't the one try
   */
  synchronized void admit() throws OutageException {
    requireUp();
    if (circuit.isOpen()) {
      circuit.halfOpen();
    }
    if (!circuit.tryAcquirePermit()) {
      throw refusal();
    }
  }

  /** The server answered, and not with 5xx. */
  void served() {
    Optional<Outage> over = closed();
    over.ifPresent(ended -> listener.up(ended, ended.until(time.wall().instant())));
  }

  private synchronized Optional<Outage> closed() {
    circuit.recordSuccess();
    if (!circuit.isClosed()) {
      // A straggler from before; the next try decides.
      return Optional.empty();
    }
    Optional<Outage> over = outage;
    outage = Optional.empty();
    failures = 0;
    return over;
  }

  /** We cancelled the request ourselves, which says nothing of the server; the next one tries. */
  synchronized void abandoned() {
    if (circuit.isHalfOpen()) {
      circuit.open();
    }
  }

  /** The server couldn't be reached, was too slow or answered with 5xx. */
  void failed(String reason) {
    opened(reason).ifPresent(listener::down);
  }

  private synchronized Optional<Outage> opened(String reason) {
    boolean wasOpen = circuit.isOpen();
    failures++;
    if (failures == 1) {
      failingSince = time.wall().instant();
      steadySince = steadyNow();
    }
    circuit.recordFailure();
    if (circuit.isClosed() && lasts()) {
      circuit.open();
    }
    if (wasOpen || !circuit.isOpen()) {
      return Optional.empty();
    }
    restsUntil = steadyNow().plus(REST);
    if (outage.isPresent()) {
      return Optional.empty();
    }
    outage = Optional.of(new Outage(server, failingSince, failures, reason));
    return outage;
  }

  private boolean lasts() {
    return failures >= SLOW_FAILURES
        && Duration.between(steadySince, steadyNow()).compareTo(PATIENCE) >= 0;
  }

  private OutageException refusal() {
    Duration left = Duration.between(steadyNow(), restsUntil);
    return new OutageException(
        "%s is down since %s".formatted(server, failingSince.truncatedTo(ChronoUnit.SECONDS)),
        left.isNegative() ? REST : left);
  }

  private Instant steadyNow() {
    return time.steady().instant();
  }
}
