package dev.oneway.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * The run of a flow whose records come when they come: one chunk after the other enters it, for up
 * to a minute, so that the history has a line a minute and not one a chunk. A chunk that fails ends
 * it as failed; the next one opens another.
 *
 * <p>Used by one thread, by one chunk at a time. Under a crash its run is found open, like any.
 */
public final class RollingRun {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(2);
  private static final int LARGEST_CHUNK = 100;

  private final Books books;
  private final String flow;
  private final Clock clock;
  private final Way way;
  private Run run;
  private Instant used;
  private Instant looked = Instant.MIN;

  public RollingRun(Books books, String flow, Clock clock, Way way) {
    this.books = books;
    this.flow = flow;
    this.clock = clock;
    this.way = way;
  }

  /**
   * Ends the run when it has gone on for long enough. That may deliver what was left for its end,
   * so no transaction of the state store may wait for it: all others would wait as long.
   */
  public void renew() {
    if (run != null && !clock.instant().isBefore(run.startedAt().plus(LONGEST))) {
      close();
    }
  }

  /** The open run; opens one when there is none, durable before it returns. Delivers nothing. */
  public Run current() {
    if (run == null) {
      run = books.open(flow, RunKind.INBOX);
      run.concludes(way.concludes().getAsBoolean());
      looked = clock.instant();
    }
    used = clock.instant();
    return run;
  }

  /**
   * What became of a chunk.
   *
   * @param failure why the chunk isn't accounted for, and so must be delivered again; empty when it
   *     is, save what is postponed
   */
  public record Passage(Optional<Throwable> failure, Postponement postponed) {}

  /**
   * Lets a chunk go its way as part of the run.
   *
   * @param records source records
   */
  public Passage deliver(List<?> records) {
    Run entered = current();
    Postponement postponed = new Postponement();
    Optional<Throwable> failure = send(entered, records, postponed);
    failure.ifPresent(entered::fail);
    if (entered.failure().isPresent()) {
      close();
    }
    return new Passage(failure, postponed);
  }

  private Optional<Throwable> send(Run entered, List<?> records, Postponement postponed) {
    Exchange chunk = way.exchanges().get();
    chunk.setProperty(Postponement.PROPERTY, postponed);
    chunk.getMessage().setBody(records);
    chunk.setProperty(Run.PROPERTY, entered);
    LogContext.enter(entered);
    try {
      way.steps().process(chunk);
    } catch (Exception e) {
      chunk.setException(e);
    } finally {
      LogContext.leave();
    }
    return RunPolicy.failureOf(chunk)
        .or(() -> Books.imbalance(entered))
        .map(failure -> chunk.getContext().isStopping() ? new StoppedException() : failure);
  }

  /**
   * Nothing waits at the moment: a run that has had nothing to do for a while ends. Once a minute
   * it is looked for what an earlier process left to be removed, and for what need wait no longer
   * for what it points to.
   */
  public void idle() {
    if (run == null && !clock.instant().isBefore(looked.plus(LONGEST))) {
      looked = clock.instant();
      if (way.concludes().getAsBoolean() && isLeft()) {
        current();
      }
    }
    if (run != null && !clock.instant().isBefore(used.plus(LONGEST_IDLE))) {
      close();
    }
  }

  private boolean isLeft() {
    return books.held().isLeft(flow) || books.arrived(flow).hasNext();
  }

  /** Ends the run, if one is open. */
  public void close() {
    if (run != null) {
      Run ended = run;
      run = null;
      if (ended.failure().isEmpty()) {
        conclude(ended);
      } else {
        // What it would have looked for at its end is looked for as soon as there is time.
        looked = Instant.MIN;
      }
      books.close(ended);
    }
  }

  private void conclude(Run ended) {
    Ending ending = new Ending(ended, LARGEST_CHUNK);
    while (ended.failure().isEmpty() && ending.hasNext()) {
      // What is removed doesn't wait in the inbox: the ledger holds it for a later run.
      send(ended, ending.next(), null).ifPresent(ended::fail);
    }
  }
}
