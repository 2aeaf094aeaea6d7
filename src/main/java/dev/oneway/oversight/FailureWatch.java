package dev.oneway.oversight;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.Reasons;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunState;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Raises an alert when a flow begins to fail, and ends it, with the time it took, when it has
 * recovered. What reads its source and what empties its inbox fail apart: the flow has recovered
 * when both are done again.
 *
 * <p>Under a crash: stored with the end of the run. Threads may share it.
 */
public final class FailureWatch implements RunObserver {
  private static final List<String> READING =
      Stream.of(RunKind.values()).filter(RunKind::movesWatermark).map(RunKind::word).toList();
  private static final List<String> EMPTYING = List.of(RunKind.INBOX.word());

  private final StateStore store;
  private final Alerts alerts;
  private final Clock clock;

  public FailureWatch(StateStore store, Alerts alerts, Clock clock) {
    this.store = store;
    this.alerts = alerts;
    this.clock = clock;
  }

  @Override
  public void closed(Run run, RunState state) {
    if (!run.kind().isOrdinary()) {
      return;
    }
    if (state == RunState.FAILED) {
      alerts.raise(run.flow(), AlertKind.FAILING, Optional.of(run.id()), words(run));
    } else if (state == RunState.DONE || state == RunState.WAITING) {
      alerts
          .open(run.flow(), AlertKind.FAILING)
          .filter(
              failing -> !failedLast(run.flow(), run.kind().movesWatermark() ? EMPTYING : READING))
          .ifPresent(failing -> recovered(run.flow(), failing));
    }
  }

  private void recovered(String flow, Alert failing) {
    alerts.resolve(
        flow,
        AlertKind.FAILING,
        Optional.of("recovered after " + Lasting.words(failing.lasted(clock.instant())) + "."));
  }

  /** Whether the last run of the other sort, if there was one, has failed. */
  private boolean failedLast(String flow, List<String> kinds) {
    String sort = kinds.stream().map(kind -> "'" + kind + "'").collect(Collectors.joining(", "));
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT state FROM run WHERE flow = ? AND kind IN ("
                        + sort
                        + ") AND state <> 'running' ORDER BY started_at DESC LIMIT 1")
                .bind(0, flow)
                .mapTo(String.class)
                .findOne()
                .filter(RunState.FAILED.word()::equals)
                .isPresent());
  }

  /** Without the reason's own words, which may quote a record; the run's history has them. */
  private static String words(Run run) {
    Optional<FailureCategory> category = run.failure().flatMap(Reasons::categoryOf);
    return "A run has failed%s. Its records are read again by the next one; `oneway runs %s` says why."
        .formatted(category.map(word -> " (" + word.word() + ")").orElse(""), run.flow());
  }
}
