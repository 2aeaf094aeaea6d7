package dev.oneway.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.MDC;

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

  /** The open run; opens one when there is none, durable before it returns. */
  public Run current() {
    if (run != null && !clock.instant().isBefore(run.startedAt().plus(LONGEST))) {
      close();
    }
    if (run == null) {
      run = books.open(flow, RunKind.INBOX);
      run.concludes(way.concludes().getAsBoolean());
      looked = clock.instant();
    }
    used = clock.instant();
    return run;
  }

  /**
   * Lets a chunk go its way as part of the run.
   *
   * @param records source records
   * @return why the chunk isn't accounted for, and so must be delivered again; empty when it is
   */
  public Optional<Throwable> deliver(List<?> records) {
    Run entered = current();
    Optional<Throwable> failure = send(entered, records);
    failure.ifPresent(this::fail);
    return failure;
  }

  private Optional<Throwable> send(Run entered, List<?> records) {
    Exchange chunk = way.exchanges().get();
    chunk.getMessage().setBody(records);
    chunk.setProperty(Run.PROPERTY, entered);
    MDC.put("flow", flow);
    MDC.put("run", entered.id());
    try {
      way.steps().process(chunk);
    } catch (Exception e) {
      chunk.setException(e);
    } finally {
      MDC.remove("flow");
      MDC.remove("run");
    }
    return RunPolicy.failureOf(chunk)
        .or(() -> Books.imbalance(entered))
        .map(failure -> chunk.getContext().isStopping() ? new StoppedException() : failure);
  }

  private void fail(Throwable failure) {
    run.fail(failure);
    close();
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
      }
      books.close(ended);
    }
  }

  private void conclude(Run ended) {
    Ending ending = new Ending(ended, LARGEST_CHUNK);
    while (ended.failure().isEmpty() && ending.hasNext()) {
      send(ended, ending.next()).ifPresent(ended::fail);
    }
  }
}
