package dev.oneway.http;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where requests wait for a server's limits: for a place among those under way, then for their turn
 * in the rate. It learns from the answers when the server wants a pause, and then all endpoints
 * with these limits wait, instead of each running into its own refusal.
 *
 * <p>A request keeps its place until the head of its answer has arrived, not until the body was
 * read: a source reads its page in step with its destination, and with one place for both on the
 * same server they would wait for each other for ever.
 *
 * <p>Threads may share it.
 */
final class Gate {
  private final Origin origin;
  private final Semaphore places;
  private final Pace pace;
  private final Pause limited;
  private final Pause closed;
  private final HttpTime time;

  /** A place among the requests under way. */
  @FunctionalInterface
  interface Place {
    void free();
  }

  /**
   * @param limited the pause after a refusal because of the rate
   * @param closed the account's, after a refusal because the server is out of order
   */
  Gate(Origin origin, int concurrent, Pace pace, Pause limited, Pause closed, HttpTime time) {
    this.origin = origin;
    this.places = new Semaphore(concurrent, true);
    this.pace = pace;
    this.limited = limited;
    this.closed = closed;
    this.time = time;
  }

  /**
   * Returns when a request may leave. What it waited for a limit is counted.
   *
   * @param patience for how long at most
   * @throws RetriableException when that takes longer, or the thread was interrupted
   */
  Place enter(Traffic traffic, Duration patience) throws RetriableException {
    try {
      Instant begin = now();
      if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new RetriableException(
            FailureCategory.RATE_LIMITED,
            "%s has been busy with requests of ours for %d seconds"
                .formatted(origin, patience.toSeconds()),
            null,
            null);
      }
      traffic.waited(Duration.between(begin, now()));
      return awaitTurn(traffic, patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriableException(
          FailureCategory.RATE_LIMITED, "stopped while waiting for " + origin, null, e);
    }
  }

  private Place awaitTurn(Traffic traffic, Duration patience)
      throws RetriableException, InterruptedException {
    boolean entered = false;
    try {
      pace.await(traffic, patience);
      entered = true;
      return places::release;
    } finally {
      if (!entered) {
        places.release();
      }
    }
  }

  /** Reads from an answer's head whether the server wants a pause. */
  void learn(Answer answer) {
    Optional<Duration> asked = RateHeaders.pause(answer, time.wall().instant());
    FailureCategory category = FailureTable.PLAIN.category(answer);
    if (category == FailureCategory.RATE_LIMITED) {
      refused(answer, asked);
    } else if (category == FailureCategory.UNAVAILABLE) {
      asked.ifPresent(rest -> closed.begin(now(), rest, category));
    } else {
      limited.served();
      asked.ifPresent(rest -> limited.begin(now(), rest, FailureCategory.RATE_LIMITED));
    }
  }

  /** The server refused because of its limit, which perhaps only the answer's body told. */
  void refused(Answer answer, Optional<Duration> asked) {
    asked.ifPresentOrElse(
        rest -> limited.begin(now(), rest, FailureCategory.RATE_LIMITED),
        () -> limited.begin(now(), answer.sent()));
  }

  /** What is left of the pause the server wants. */
  Optional<Duration> rest() {
    return limited.rest(now()).map(Pause.Rest::time);
  }

  private Instant now() {
    return time.steady().instant();
  }
}
