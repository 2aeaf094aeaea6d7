package dev.oneway.app;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.docs.FlowPage;
import dev.oneway.fault.FaultsException;
import dev.oneway.flow.FlowLoader;
import dev.oneway.flow.FlowMappings;
import dev.oneway.governance.LineageSvg;
import dev.oneway.mapping.Explainer;
import dev.oneway.mapping.MappingFile;
import dev.oneway.ops.Readings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the files of the house for operations. Threads may share it. */
final class FlowReadings implements Readings {
  private final House house;
  private final OneWayWatch watch;

  FlowReadings(House house, OneWayWatch watch) {
    this.house = house;
    this.watch = watch;
  }

  @Override
  public List<Map<String, Object>> mappings(String flow) {
    return FlowPage.ofMappings(flow, watch.mappingsOf(flow)).parts();
  }

  @Override
  public String lineage() {
    return LineageSvg.of(watch.lineage());
  }

  @Override
  public List<Map<String, Object>> mapped(DeadLetter letter) {
    return mappingsIn(letter.flow()).map(name -> mapped(name, letter)).toList();
  }

  /** The names of a flow's mappings; none when its file is gone. */
  private Stream<String> mappingsIn(String flow) {
    return FlowLoader.filesIn(house.routes()).stream()
        .filter(file -> FlowLoader.nameOf(file).equals(flow))
        .flatMap(file -> FlowMappings.in(file).stream());
  }

  private Map<String, Object> mapped(String name, DeadLetter letter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mapping", name);
    try {
      Explainer explainer =
          new Explainer(MappingFile.compile(house.mappings(), name, house.settings()::find));
      json.putAll(ExplanationJson.of(explainer.explain(letter.source())));
    } catch (FaultsException e) {
      json.put("outcome", "unreadable");
      json.put("reason", e.getMessage());
    }
    return json;
  }
}
