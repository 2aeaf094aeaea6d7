package dev.oneway.http;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Lets requests go one after the other, as fast as the rates allow and no faster, in the order they
 * came; none during a {@link Pause}. Threads may share it.
 */
final class Pace {
  /** A longer wait isn't sat out: the flow's next run comes sooner. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Origin origin;
  private final List<SlidingWindow> windows;
  private final List<Pause> pauses;
  private final HttpTime time;
  private final ReentrantLock turn = new ReentrantLock(true);

  /**
   * @param pauses that hold here: this rate's own, and the account's
   */
  Pace(Origin origin, List<HttpLimits.Rate> rates, List<Pause> pauses, HttpTime time) {
    this.origin = origin;
    this.windows = rates.stream().map(SlidingWindow::new).toList();
    this.pauses = List.copyOf(pauses);
    this.time = time;
  }

  /**
   * Returns when a request may leave, and counts it.
   *
   * @param patience for how long at most
   * @throws RetriableException when that lies too far ahead
   */
  void await(Traffic traffic, Duration patience) throws RetriableException, InterruptedException {
    Instant begin = now();
    if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw tooLong(new Pause.Rest(patience, FailureCategory.RATE_LIMITED));
    }
    try {
      traffic.waited(Duration.between(begin, now()));
      awaitRoom(begin, traffic, patience);
    } finally {
      turn.unlock();
    }
  }

  private void awaitRoom(Instant begin, Traffic traffic, Duration patience)
      throws RetriableException, InterruptedException {
    for (Instant now = now(); ; now = now()) {
      Optional<Pause.Rest> rest = rest(now);
      if (rest.isEmpty()) {
        Instant leaving = now;
        windows.forEach(window -> window.sent(leaving));
        return;
      }
      Duration wait = rest.get().time();
      if (wait.compareTo(patience.minus(Duration.between(begin, now))) > 0) {
        throw tooLong(rest.get());
      }
      time.sleeper().sleep(wait);
      if (rest.get().why() == FailureCategory.RATE_LIMITED) {
        traffic.waited(Duration.between(now, now()));
      }
    }
  }

  /** What there is still to wait for; empty when a request may leave now. */
  Optional<Pause.Rest> rest(Instant now) {
    Stream<Pause.Rest> full =
        windows.stream()
            .map(window -> new Pause.Rest(window.wait(now), FailureCategory.RATE_LIMITED))
            .filter(rest -> !rest.time().isZero());
    return Stream.concat(full, pauses.stream().flatMap(pause -> pause.rest(now).stream()))
        .max((a, b) -> a.time().compareTo(b.time()));
  }

  private RetriableException tooLong(Pause.Rest rest) {
    String why =
        rest.why() == FailureCategory.RATE_LIMITED
            ? "takes no request of ours for now: its limit is used up"
            : "asks for no requests for now";
    return new RetriableException(rest.why(), origin + " " + why, rest.time(), null);
  }

  private Instant now() {
    return time.steady().instant();
  }
}
