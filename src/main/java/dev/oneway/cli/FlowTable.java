package dev.oneway.cli;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.run.HeldBatches;
import dev.oneway.run.RunSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Flows with their state, for people and for programs. */
final class FlowTable {
  private FlowTable() {}

  static String text(List<Flow> flows, Function<String, Optional<RunSummary>> lastRun) {
    Table table = new Table("FLOW", "STATE", "SCHEDULE", "LAST RUN");
    for (Flow flow : flows) {
      table.row(
          flow.name(),
          word(flow.state()),
          flow.schedule().orElse("—"),
          lastRun.apply(flow.name()).map(FlowTable::words).orElse("never"));
    }
    return table.toString();
  }

  /** What has to be done before the flows that can't run do run; empty when all are ready. */
  static String remedies(List<Flow> flows) {
    StringBuilder text = new StringBuilder();
    for (Flow flow : flows) {
      if (flow.state() instanceof FlowState.NotConfigured missing) {
        text.append(flow.name()).append(" is not configured. Set\n");
        missing.settings().forEach(name -> text.append("  ").append(name).append('\n'));
      } else if (flow.state() instanceof FlowState.Broken broken) {
        broken.faults().forEach(fault -> text.append(fault).append('\n'));
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

  static List<Map<String, Object>> json(
      List<Flow> flows, Function<String, Optional<RunSummary>> lastRun) {
    return json(flows, lastRun, flow -> List.of());
  }

  /**
   * The same with what waits for somebody's word.
   *
   * @param batches of a flow
   */
  static List<Map<String, Object>> json(
      List<Flow> flows,
      Function<String, Optional<RunSummary>> lastRun,
      Function<String, List<HeldBatches.Batch>> batches) {
    return flows.stream()
        .map(flow -> json(flow, lastRun.apply(flow.name()), batches.apply(flow.name())))
        .toList();
  }

  private static Map<String, Object> json(
      Flow flow, Optional<RunSummary> lastRun, List<HeldBatches.Batch> batches) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", flow.name());
    json.put("file", flow.file().toString());
    json.put("state", word(flow.state()));
    json.put("schedule", flow.schedule().orElse(null));
    if (flow.state() instanceof FlowState.NotConfigured missing) {
      json.put("settings", missing.settings());
    } else if (flow.state() instanceof FlowState.Broken broken) {
      json.put("faults", broken.faults().stream().map(FlowTable::json).toList());
    }
    if (!flow.notes().isEmpty()) {
      json.put("notes", flow.notes().stream().map(FlowTable::json).toList());
    }
    if (!batches.isEmpty()) {
      json.put("waiting", batches.stream().map(FlowTable::json).toList());
    }
    lastRun.ifPresent(run -> json.put("lastRun", RunTable.json(run)));
    return json;
  }

  private static Map<String, Object> json(HeldBatches.Batch batch) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", batch.run());
    json.put("records", batch.records());
    json.put("missing", batch.missing());
    return json;
  }

  static Map<String, Object> json(Fault fault) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", fault.file());
    json.put("line", fault.line());
    json.put("column", fault.column());
    json.put("what", fault.what());
    json.put("remedy", fault.remedy());
    return json;
  }

  private static String word(FlowState state) {
    if (state instanceof FlowState.Ready) {
      return "ready";
    }
    return state instanceof FlowState.Broken ? "broken" : "not configured";
  }

  private static String words(RunSummary run) {
    return Times.ago(run.startedAt()) + " " + run.stateInWords() + ": " + run.countsInWords();
  }
}
