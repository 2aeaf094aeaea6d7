package dev.oneway.ops.json;

import dev.oneway.preview.DriftLog;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the latest comparison of a flow with its destination has found, as programs read it. */
public final class DriftJson {
  private DriftJson() {}

  public static Map<String, Object> of(DriftLog.Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", entry.flow());
    json.put("run", entry.run());
    json.put("at", entry.checkedAt().toString());
    json.put("compared", entry.compared());
    json.put("missing", entry.missing());
    json.put("changed", entry.changed());
    json.put("extra", entry.extra().isPresent() ? entry.extra().getAsLong() : null);
    json.put("repaired", entry.repaired());
    json.put("drifted", entry.drifted());
    return json;
  }
}
