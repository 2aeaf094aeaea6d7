package dev.oneway.ops.json;

import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.run.HeldBatches;
import dev.oneway.run.RunSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A flow as programs read it. */
public final class FlowJson {
  private FlowJson() {}

  /** A flow by its files alone. */
  public static Map<String, Object> of(Flow flow) {
    return of(flow, Optional.empty(), List.of(), false);
  }

  /** Whether a flow is paused. */
  public static Map<String, Object> paused(String flow, boolean isPaused) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", flow);
    json.put("paused", isPaused);
    return json;
  }

  /**
   * A flow and what it did.
   *
   * @param batches what waits for somebody's word
   * @param isPaused whether it begins nothing until it is resumed
   */
  public static Map<String, Object> of(
      Flow flow, Optional<RunSummary> lastRun, List<HeldBatches.Batch> batches, boolean isPaused) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", flow.name());
    json.put("file", flow.file().toString());
    json.put("state", flow.state().word());
    json.put("schedule", flow.schedule().orElse(null));
    json.put("paused", isPaused);
    if (flow.state() instanceof FlowState.NotConfigured missing) {
      json.put("settings", missing.settings());
    } else if (flow.state() instanceof FlowState.Broken broken) {
      json.put("faults", FaultJson.of(broken.faults()));
    }
    if (!flow.notes().isEmpty()) {
      json.put("notes", FaultJson.of(flow.notes()));
    }
    if (!batches.isEmpty()) {
      json.put("waiting", batches.stream().map(FlowJson::of).toList());
    }
    lastRun.ifPresent(run -> json.put("lastRun", RunJson.of(run)));
    return json;
  }

  private static Map<String, Object> of(HeldBatches.Batch batch) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", batch.run());
    json.put("records", batch.records());
    json.put("missing", batch.missing());
    return json;
  }
}
