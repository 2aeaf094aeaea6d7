package dev.oneway.cli;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.run.HeldBatches;
import dev.oneway.run.RunSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Flows with their state, for people. */
final class FlowTable {
  private static final String PAUSED = "paused";

  private FlowTable() {}

  /**
   * @param paused the flows that begin nothing, by their names
   */
  static String text(
      List<Flow> flows, Function<String, Optional<RunSummary>> lastRun, Predicate<String> paused) {
    Table table = new Table("FLOW", "STATE", "SCHEDULE", "LAST RUN");
    for (Flow flow : flows) {
      table.row(
          flow.name(),
          flow.isReady() && paused.test(flow.name()) ? PAUSED : flow.state().word(),
          flow.schedule().orElse("—"),
          lastRun.apply(flow.name()).map(FlowTable::words).orElse("never"));
    }
    return table.toString();
  }

  /** What has to be done before the flows that can't run do run; empty when all are ready. */
  static String remedies(List<Flow> flows) {
    StringBuilder text = new StringBuilder();
    Set<Fault> told = new HashSet<>();
    for (Flow flow : flows) {
      if (flow.state() instanceof FlowState.NotConfigured missing) {
        text.append(flow.name()).append(" is not configured. Set\n");
        missing.settings().forEach(name -> text.append("  ").append(name).append('\n'));
      } else if (flow.state() instanceof FlowState.Broken broken) {
        // Flows that are in one another's way share the fault.
        broken.faults().stream()
            .filter(told::add)
            .forEach(fault -> text.append(fault).append('\n'));
      }
    }
    return text.toString();
  }

  /** What is gone at the sources and waits for somebody's word; empty when there is nothing. */
  static String waiting(List<Flow> flows, Function<String, List<HeldBatches.Batch>> batches) {
    StringBuilder text = new StringBuilder();
    for (Flow flow : flows) {
      for (HeldBatches.Batch batch : batches.apply(flow.name())) {
        text.append(
            "%1$s: %2$,d records are gone at the source and wait. Remove them: oneway approve %1$s %3$s. Keep them: oneway reject %1$s %3$s%n"
                .formatted(flow.name(), batch.records(), batch.run()));
      }
    }
    return text.toString();
  }

  /** What doesn't keep a flow from running and is better known; empty when there is nothing. */
  static String notes(List<Flow> flows) {
    StringBuilder text = new StringBuilder();
    for (Flow flow : flows) {
      flow.notes().forEach(note -> text.append("Note: ").append(note).append('\n'));
    }
    return text.toString();
  }

  private static String words(RunSummary run) {
    return Times.ago(run.startedAt()) + " " + run.stateInWords() + ": " + run.countsInWords();
  }
}
