package dev.oneway.ops.json;

import dev.oneway.fault.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mistake in a file, as programs read it. */
public final class FaultJson {
  private FaultJson() {}

  public static Map<String, Object> of(Fault fault) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", fault.file());
    json.put("line", fault.line());
    json.put("column", fault.column());
    json.put("what", fault.what());
    json.put("remedy", fault.remedy());
    return json;
  }

  public static List<Map<String, Object>> of(List<Fault> faults) {
    return faults.stream().map(FaultJson::of).toList();
  }
}
