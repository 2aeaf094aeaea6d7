package dev.oneway.ops.json;

import dev.oneway.ops.health.FlowHealth;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a flow is, as programs read it. */
public final class HealthJson {
  private HealthJson() {}

  public static Map<String, Object> of(FlowHealth health) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", health.flow());
    json.put("condition", health.condition().word());
    json.put("lastRunAt", health.lastRunAt().map(Instant::toString).orElse(null));
    json.put("lastSuccessAt", health.lastSuccessAt().map(Instant::toString).orElse(null));
    json.put("failingSince", health.failingSince().map(Instant::toString).orElse(null));
    json.put("deadLetters", health.deadLetters());
    json.put("why", health.why().orElse(null));
    json.put("whatToDo", health.remedy().orElse(null));
    return json;
  }
}
