package dev.oneway.http;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.OutageException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Tries something again while the environment is at fault: after each failure it waits as long as
 * the other side asked, else a random time up to a bound that doubles ("full jitter"), until the
 * attempts or the time are used up. To be told to wait for a limit is no failed attempt; that only
 * the time bounds. A server that is known to be down isn't tried again.
 *
 * <p>Threads may share it.
 */
public final class Backoff {
  private static final Duration FIRST_BOUND = Duration.ofMillis(500);
  private static final Duration LONGEST_BOUND = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 6;

  /** Waits. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /** What is tried. */
  @FunctionalInterface
  public interface Attempt<T> {
    T run() throws RetriableException;
  }

  private final int attempts;
  private final Duration atMost;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final RandomGenerator random;

  /**
   * @param attempts how often something is tried at all, at least 1
   * @param atMost no further attempt begins later than this after the first one began
   */
  Backoff(int attempts, Duration atMost, HttpTime time) {
    this(attempts, atMost, time.steady(), time.sleeper(), null);
  }

  /**
   * For tests that don't wait.
   *
   * @param random null for the thread's own
   */
  public Backoff(
      int attempts, Duration atMost, InstantSource clock, Sleeper sleeper, RandomGenerator random) {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts cannot be less than 1, and is " + attempts);
    }
    this.attempts = attempts;
    this.atMost = atMost;
    this.clock = clock;
    this.sleeper = sleeper;
    this.random = random;
  }

  /**
   * @throws RetriableException the last attempt's, when no attempt succeeded, or when the thread
   *     was interrupted while waiting
   */
  public <T> T run(Attempt<T> attempt) throws RetriableException {
    return run(new Traffic(), attempt);
  }

  /**
   * @param traffic counts the time waited for limits
   * @throws RetriableException the last attempt's, when no attempt succeeded, or when the thread
   *     was interrupted while waiting
   */
  public <T> T run(Traffic traffic, Attempt<T> attempt) throws RetriableException {
    Instant begin = clock.instant();
    int failed = 0;
    int limited = 0;
    while (true) {
      try {
        return attempt.run();
      } catch (OutageException e) {
        throw e;
      } catch (RetriableException e) {
        boolean limit = e.category() == FailureCategory.RATE_LIMITED;
        Duration pause = limit ? limitPause(e, ++limited) : pause(e, ++failed);
        Instant next = clock.instant().plus(pause);
        if (failed >= attempts || next.isAfter(begin.plus(atMost))) {
          throw givenUp(e, failed + limited);
        }
        await(pause, e);
        traffic.waited(limit ? pause : Duration.ZERO);
      }
    }
  }

  private Duration pause(RetriableException failure, int tried) {
    return failure.retryAfter().orElseGet(() -> jitter(tried));
  }

  /** A server that keeps saying "in no time" would otherwise be asked without end. */
  private Duration limitPause(RetriableException failure, int tried) {
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    Duration own = asked.compareTo(FIRST_BOUND) < 0 ? jitter(tried) : Duration.ZERO;
    return asked.compareTo(own) < 0 ? own : asked;
  }

  private Duration jitter(int tried) {
    long bound = FIRST_BOUND.toMillis() << Math.min(tried - 1, MOST_DOUBLINGS);
    RandomGenerator dice = random == null ? ThreadLocalRandom.current() : random;
    return Duration.ofMillis(dice.nextLong(Math.min(bound, LONGEST_BOUND.toMillis()) + 1));
  }

  private void await(Duration pause, RetriableException failure) throws RetriableException {
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private static RetriableException givenUp(RetriableException last, int tried) {
    if (tried == 1) {
      return last;
    }
    return new RetriableException(
        last.category(),
        last.getMessage() + " (tried " + tried + " times)",
        last.retryAfter().orElse(null),
        last);
  }

  static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
  }
}
