package dev.oneway.ops.json;

import dev.oneway.alert.Alert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An alert as programs read it. */
public final class AlertJson {
  private AlertJson() {}

  public static Map<String, Object> of(Alert alert) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("alert", alert.id());
    json.put("flow", alert.flow());
    json.put("kind", alert.kind().word());
    json.put("run", alert.run().orElse(null));
    json.put("text", alert.text());
    json.put("raisedAt", alert.raisedAt().toString());
    json.put("resolvedAt", alert.resolvedAt().map(Instant::toString).orElse(null));
    json.put("resolution", alert.resolution().orElse(null));
    json.put("acknowledgedBy", alert.acknowledged().map(Alert.Acknowledgement::by).orElse(null));
    json.put("acknowledgedAt", alert.acknowledged().map(seen -> seen.at().toString()).orElse(null));
    json.put("escalatedAt", alert.escalatedAt().map(Instant::toString).orElse(null));
    return json;
  }
}
