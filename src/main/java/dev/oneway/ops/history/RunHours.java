package dev.oneway.ops.history;

import dev.oneway.run.Fate;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.state.StateStore;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Adds up what the ordinary runs of each flow come to by the hour they end in: the tables run_hour
 * and run_day_duration. They outlive the runs themselves, and a million runs are a few thousand
 * rows of them.
 *
 * <p>Under a crash: stored with the end of the run. Threads and processes may share it.
 */
public final class RunHours implements RunObserver {
  static final long HOUR_MILLIS = 3_600_000;
  static final long HOURS_OF_DAY = 24;

  /** A column each, beside the flow and the hour. */
  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of("done", "failed", "interrupted", "millis", "read_count", "calls"),
              Arrays.stream(Fate.values()).map(Fate::word))
          .toList();

  private static final String ADD =
      "INSERT INTO run_hour (flow, hour, "
          + String.join(", ", COLUMNS)
          + ") VALUES (:flow, :hour, :"
          + String.join(", :", COLUMNS)
          + ") ON CONFLICT (hour, flow) DO UPDATE SET "
          + COLUMNS.stream()
              .map("%1$s = run_hour.%1$s + excluded.%1$s"::formatted)
              .collect(Collectors.joining(", "));

  private static final String ADD_DURATION =
      "INSERT INTO run_day_duration (flow, day, octave, runs) VALUES (?, ?, ?, 1)"
          + " ON CONFLICT (day, flow, octave) DO UPDATE SET runs = run_day_duration.runs + 1";

  private final StateStore store;

  public RunHours(StateStore store) {
    this.store = store;
  }

  @Override
  public void recorded(RunSummary run) {
    if (RunKind.ofWord(run.kind()).isOrdinary()) {
      store.useTransaction(handle -> add(handle, run));
    }
  }

  private static void add(Handle handle, RunSummary run) {
    long hour = run.endedAt().orElseThrow().toEpochMilli() / HOUR_MILLIS;
    long millis = run.duration().toMillis();
    boolean well = run.state() == RunState.DONE || run.state() == RunState.WAITING;
    Update update =
        handle
            .createUpdate(ADD)
            .bind("flow", run.flow())
            .bind("hour", hour)
            .bind("done", well ? 1 : 0)
            .bind("failed", run.state() == RunState.FAILED ? 1 : 0)
            .bind("interrupted", run.state() == RunState.INTERRUPTED ? 1 : 0)
            .bind("millis", millis)
            .bind("read_count", run.counts().read())
            .bind("calls", run.traffic().calls());
    for (Fate fate : Fate.values()) {
      update.bind(fate.word(), run.counts().of(fate));
    }
    update.execute();
    handle.execute(ADD_DURATION, run.flow(), hour / HOURS_OF_DAY, Durations.octaveOf(millis));
  }
}
