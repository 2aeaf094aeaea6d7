package dev.oneway.run;

import dev.oneway.record.RecordJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long a step of a run took.
 *
 * @param time all chunks together, and all threads; without the waiting before a step is tried
 *     again
 * @param chunks how many it has taken, or given if it is the source; one that is tried again counts
 *     again
 */
public record StepTime(Step step, Duration time, long chunks) {
  /** As programs read it. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", step.name());
    json.put("kind", step.kind().word());
    json.put("millis", time.toMillis());
    json.put("chunks", chunks);
    return json;
  }

  /** How the state store keeps them; empty when there are none. */
  static Optional<String> write(List<StepTime> steps) {
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(RecordJson.write(steps.stream().map(StepTime::json).toList()));
  }

  static List<StepTime> read(String json) {
    return RecordJson.readRecord("{\"steps\":" + json + "}").get("steps") instanceof List<?> steps
        ? steps.stream().map(step -> of((Map<?, ?>) step)).toList()
        : List.of();
  }

  private static StepTime of(Map<?, ?> json) {
    return new StepTime(
        new Step((String) json.get("step"), StepKind.ofWord((String) json.get("kind"))),
        Duration.ofMillis((Long) json.get("millis")),
        (Long) json.get("chunks"));
  }
}
