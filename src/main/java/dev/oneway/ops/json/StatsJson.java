package dev.oneway.ops.json;

import dev.oneway.ops.history.FlowStats;
import dev.oneway.ops.history.History;
import dev.oneway.run.Fate;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a flow came to, as programs read it. */
public final class StatsJson {
  private static final double THOUSAND = 1000.0;

  private StatsJson() {}

  /**
   * @param deadLetters how many wait now
   */
  public static Map<String, Object> of(History.Recent recent, long deadLetters) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", recent.flow());
    json.put("deadLetters", deadLetters);
    json.put("day", recent.day().map(StatsJson::of).orElse(null));
    json.put("week", recent.week().map(StatsJson::of).orElse(null));
    return json;
  }

  private static Map<String, Object> of(FlowStats stats) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("done", stats.done());
    json.put("failed", stats.failed());
    json.put("interrupted", stats.interrupted());
    json.put(
        "successRate",
        stats.successRate().isPresent() ? rounded(stats.successRate().getAsDouble()) : null);
    json.put(
        "medianMilliseconds",
        stats.medianMillis().isPresent() ? stats.medianMillis().getAsLong() : null);
    json.put(
        "p95Milliseconds", stats.p95Millis().isPresent() ? stats.p95Millis().getAsLong() : null);
    json.put(
        "recordsPerSecond",
        stats.recordsPerSecond().isPresent()
            ? rounded(stats.recordsPerSecond().getAsDouble())
            : null);
    json.put("calls", stats.calls());
    json.put("read", stats.read());
    for (Fate fate : Fate.values()) {
      json.put(fate.word(), stats.fates().get(fate));
    }
    return json;
  }

  private static double rounded(double value) {
    return Math.round(value * THOUSAND) / THOUSAND;
  }
}
