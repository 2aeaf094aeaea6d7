package dev.oneway.cli;

import dev.oneway.fault.Fault;
import dev.oneway.mapping.MappingFile;
import dev.oneway.ops.json.FaultJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a mapping file is right, its examples included, whatever flows use it.
 *
 * @param faults none when it is
 */
record MappingState(String name, List<Fault> faults) {
  /** All mapping files of a folder; none when there is no such folder. */
  static List<MappingState> of(Path folder) {
    return MappingFile.namesIn(folder).stream()
        .map(name -> new MappingState(name, MappingFile.faultsOf(folder, name)))
        .toList();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mapping", name);
    json.put("state", faults.isEmpty() ? "right" : "broken");
    if (!faults.isEmpty()) {
      json.put("faults", faults.stream().map(FaultJson::of).toList());
    }
    return json;
  }
}
