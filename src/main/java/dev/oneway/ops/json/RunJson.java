package dev.oneway.ops.json;

import dev.oneway.record.Version;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.Fate;
import dev.oneway.run.RunSummary;
import dev.oneway.run.StepTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run as programs read it. */
public final class RunJson {
  private RunJson() {}

  public static Map<String, Object> of(RunSummary run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.id());
    json.put("flow", run.flow());
    json.put("kind", run.kind());
    json.put("state", run.state().word());
    json.put("startedAt", run.startedAt().toString());
    json.put("endedAt", run.endedAt().map(Instant::toString).orElse(null));
    json.put("milliseconds", run.duration().toMillis());
    json.put("read", run.counts().read());
    for (Fate fate : Fate.values()) {
      json.put(fate.word(), run.counts().of(fate));
    }
    json.put("calls", run.traffic().calls());
    json.put("sentBytes", run.traffic().sentBytes());
    json.put("receivedBytes", run.traffic().receivedBytes());
    json.put("waitedMilliseconds", run.traffic().waited().toMillis());
    json.put("steps", run.steps().stream().map(StepTime::json).toList());
    json.put("watermark", run.watermark().map(Version::toString).orElse(null));
    json.put("category", run.category().map(FailureCategory::word).orElse(null));
    json.put("reason", run.reason().orElse(null));
    return json;
  }
}
