package dev.oneway.ops.json;

import dev.oneway.ops.port.AuditEntry;
import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody pressed, as programs read it. */
public final class AuditJson {
  private AuditJson() {}

  public static Map<String, Object> of(AuditEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", entry.id());
    json.put("at", entry.at().toString());
    json.put("who", entry.who());
    json.put("address", entry.address());
    json.put("action", entry.action());
    json.put("target", entry.target());
    json.put("result", entry.result().orElse(null));
    return json;
  }
}
