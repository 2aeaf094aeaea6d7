package dev.oneway.ops.health;

import dev.oneway.flow.Flow;
import dev.oneway.ops.Facts;
import dev.oneway.ops.Flows;
import dev.oneway.ops.history.FlowStatus;
import dev.oneway.run.RunLog;
import dev.oneway.run.RunSummary;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How each flow is, by the facts. Threads may share it. */
public final class Healths {
  private final Flows flows;
  private final Supplier<Facts> facts;
  private final RunLog log;

  public Healths(Flows flows, Supplier<Facts> facts, RunLog log) {
    this.flows = flows;
    this.facts = facts;
    this.log = log;
  }

  /** All flows, by name. */
  public List<FlowHealth> all() {
    Facts now = facts.get();
    return now.flows().stream().map(flow -> of(flow, now)).toList();
  }

  public FlowHealth of(Flow flow) {
    return of(flow, facts.get());
  }

  private FlowHealth of(Flow flow, Facts now) {
    Optional<RunSummary> failed =
        Optional.ofNullable(now.statuses().get(flow.name()))
            .flatMap(FlowStatus::failedRun)
            .flatMap(log::find);
    return FlowHealth.of(
        flow, flows.isStarted(flow.name()), flows.pauseOf(flow.name()), now, failed);
  }
}
