package dev.oneway.cli;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.run.RunSummary;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    return flows.stream().map(flow -> json(flow, lastRun.apply(flow.name()))).toList();
  }

  private static Map<String, Object> json(Flow flow, Optional<RunSummary> lastRun) {
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
    lastRun.ifPresent(run -> json.put("lastRun", RunTable.json(run)));
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
