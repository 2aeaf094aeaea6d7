package dev.oneway.mapping.model;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.value.ValueMap;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The value maps of a file, and which of them are used. */
final class ValueMaps {
  private static final String OTHERWISE = "*";

  private final FaultList faults;
  private final List<Section.Entry> declared;
  private final boolean broken;
  private final Map<String, ValueMap> maps = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /**
   * @param root the whole file, whose {@code values} section is read
   */
  ValueMaps(Section root, FaultList faults) {
    this.faults = faults;
    this.declared = root.table(ValuesReader.VALUES);
    this.broken =
        root.find(ValuesReader.VALUES)
            .filter(entry -> !(entry.value() instanceof MappingNode))
            .isPresent();
    for (Section.Entry entry : declared) {
      read(entry.value(), "`" + entry.name() + "`").ifPresent(map -> maps.put(entry.name(), map));
    }
  }

  /** What a field's {@code values:} means: the name of a map, or a map itself. */
  Optional<ValueMap> of(Section.Entry entry) {
    if (!(entry.value() instanceof ScalarNode name)) {
      return read(entry.value(), "`values`");
    }
    List<String> names = declared.stream().map(Section.Entry::name).toList();
    used.add(Nearest.to(name.getValue(), names).orElse(name.getValue()));
    if (!broken && !names.contains(name.getValue())) {
      faults.at(
          name,
          "There is no value map `" + name.getValue() + "`.",
          names.isEmpty()
              ? "Add a `values:` section with it at the end of the file."
              : Section.oneOf(name.getValue(), names));
    }
    return Optional.ofNullable(maps.get(name.getValue()));
  }

  /** Adds a fault for each map no field uses; to be called when all fields are read. */
  void refuseUnused() {
    for (Section.Entry entry : declared) {
      if (!used.contains(entry.name())) {
        faults.at(
            entry.key(),
            "No field uses the value map `" + entry.name() + "`.",
            "Name it in a field as `values: " + entry.name() + "`, or remove it.");
      }
    }
  }

  private Optional<ValueMap> read(Node node, String what) {
    return Section.of(node, what, faults).map(this::read);
  }

  private ValueMap read(Section section) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Section.Entry entry : section.entries()) {
      if (!entry.name().equals(OTHERWISE)) {
        entries.put(entry.name(), Constants.of(entry.value(), faults));
      }
    }
    return section
        .find(OTHERWISE)
        .map(entry -> withOtherwise(entries, Constants.of(entry.value(), faults)))
        .orElseGet(() -> ValueMap.orReject(entries));
  }

  private static ValueMap withOtherwise(Map<String, Object> entries, Object otherwise) {
    if ("reject".equals(otherwise)) {
      return ValueMap.orReject(entries);
    }
    return "keep".equals(otherwise)
        ? ValueMap.orKeep(entries)
        : ValueMap.orConstant(entries, otherwise);
  }
}
