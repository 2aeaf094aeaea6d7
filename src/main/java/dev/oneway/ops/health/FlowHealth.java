package dev.oneway.ops.health;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.ops.Facts;
import dev.oneway.ops.history.FlowStatus;
import dev.oneway.run.PausedFlows;
import dev.oneway.run.RunSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a flow is, and what to do where it isn't well.
 *
 * @param lastRunAt when its last ordinary run ended
 * @param lastSuccessAt when one last went well
 * @param failingSince when it began to fail; empty while it doesn't
 * @param deadLetters how many wait
 * @param why what is wrong; empty when nothing is
 * @param remedy what to do about it; empty when nothing is wrong
 */
public record FlowHealth(
    String flow,
    Condition condition,
    Optional<Instant> lastRunAt,
    Optional<Instant> lastSuccessAt,
    Optional<Instant> failingSince,
    long deadLetters,
    Optional<String> why,
    Optional<String> remedy) {

  /** What is wrong with a flow, if anything is. */
  private record Finding(Condition condition, Optional<String> why, Optional<String> remedy) {
    static Finding of(Condition condition, String why, String remedy) {
      return new Finding(condition, Optional.of(why), Optional.of(remedy));
    }

    static Finding fine(Condition condition) {
      return new Finding(condition, Optional.empty(), Optional.empty());
    }
  }

  /**
   * @param started whether it has been started, see {@link dev.oneway.ops.Flows#isStarted}
   * @param pause see {@link dev.oneway.ops.Flows#pauseOf}
   * @param failed the last run that failed, while it is failing
   */
  public static FlowHealth of(
      Flow flow,
      boolean started,
      Optional<PausedFlows.Pause> pause,
      Facts facts,
      Optional<RunSummary> failed) {
    Optional<FlowStatus> status = Optional.ofNullable(facts.statuses().get(flow.name()));
    Finding finding =
        files(flow)
            .or(() -> pause.map(FlowHealth::paused))
            .or(() -> started ? Optional.empty() : Optional.of(stopped()))
            .or(() -> failing(status, failed))
            .or(() -> alert(flow, facts.alerts()))
            .orElseGet(() -> Finding.fine(status.isEmpty() ? Condition.NEW : Condition.OK));
    return new FlowHealth(
        flow.name(),
        finding.condition(),
        status.map(FlowStatus::lastEndedAt),
        status.flatMap(FlowStatus::lastSuccessAt),
        status.flatMap(FlowStatus::failingSince),
        facts.deadLetters().getOrDefault(flow.name(), 0L),
        finding.why(),
        finding.remedy());
  }

  private static Optional<Finding> files(Flow flow) {
    if (flow.state() instanceof FlowState.Broken broken) {
      Fault first = broken.faults().get(0);
      String more =
          broken.faults().size() == 1 ? "" : " (and " + (broken.faults().size() - 1) + " more)";
      return Optional.of(
          Finding.of(Condition.BROKEN, first.place() + ": " + first.what() + more, first.remedy()));
    }
    return flow.state() instanceof FlowState.NotConfigured missing
        ? Optional.of(
            Finding.of(
                Condition.NOT_CONFIGURED,
                "It waits for settings.",
                "Set " + String.join(", ", missing.settings()) + ", and restart."))
        : Optional.empty();
  }

  private static Finding paused(PausedFlows.Pause pause) {
    return Finding.of(
        Condition.PAUSED,
        "It is paused since " + pause.at() + " by " + pause.by() + ".",
        "Resume it when it is to go on: oneway resume " + pause.flow());
  }

  private static Finding stopped() {
    return Finding.of(Condition.STOPPED, "It isn't started.", "Restart.");
  }

  private static Optional<Finding> failing(
      Optional<FlowStatus> status, Optional<RunSummary> failed) {
    return status
        .filter(it -> it.failingSince().isPresent())
        .map(
            it ->
                Finding.of(
                    Condition.FAILING,
                    failed.flatMap(RunSummary::reason).orElse("Its last runs have failed."),
                    Remedies.of(failed)));
  }

  private static Optional<Finding> alert(Flow flow, List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.flow().equals(flow.name()))
        .min(Comparator.comparing(alert -> alert.kind() != AlertKind.DELETE_LIMIT))
        .map(
            alert ->
                Finding.of(
                    alert.kind() == AlertKind.DELETE_LIMIT ? Condition.WAITING : Condition.ALERT,
                    alert.text(),
                    "Do what it says; the alert ends by itself when its cause does."));
  }
}
