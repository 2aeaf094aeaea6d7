package dev.oneway.mapping.model;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The value maps of a file, and which of them are used. */
final class ValueMaps {
  private final FaultList faults;
  private final List<Section.Entry> declared;
  private final boolean broken;
  private final ValueFiles files;
  private final Map<String, ValueTable> tables = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /**
   * @param root the whole file, whose {@code values} section is read
   * @param folder where the files are that it names
   */
  ValueMaps(Section root, Path folder, FaultList faults) {
    this.faults = faults;
    this.files = new ValueFiles(folder, faults);
    this.declared = root.table(ValuesReader.VALUES);
    this.broken =
        root.find(ValuesReader.VALUES)
            .filter(entry -> !(entry.value() instanceof MappingNode))
            .isPresent();
    for (Section.Entry entry : declared) {
      declared(entry).ifPresent(table -> tables.put(entry.name(), table));
    }
  }

  private Optional<ValueTable> declared(Section.Entry entry) {
    if (!(entry.value() instanceof ScalarNode name)) {
      return YamlValues.read(entry.value(), "`" + entry.name() + "`", faults);
    }
    if (ValueFiles.isFileName(name.getValue())) {
      return files.table(name.getValue(), name);
    }
    faults.at(
        name,
        "`" + entry.name() + "` is neither a table nor a file.",
        "Write `source: destination` lines below it, or a file such as `countries.csv`.");
    return Optional.empty();
  }

  /** What a field's {@code values:} means: the name of a map or of a file, or a map itself. */
  Optional<ValueTable> of(Section.Entry entry) {
    if (!(entry.value() instanceof ScalarNode node)) {
      return YamlValues.read(entry.value(), "`values`", faults);
    }
    String name = node.getValue();
    List<String> names = declared.stream().map(Section.Entry::name).toList();
    if (ValueFiles.isFileName(name) && !names.contains(name)) {
      return files.table(name, node);
    }
    used.add(Nearest.to(name, names).orElse(name));
    if (!broken && !names.contains(name)) {
      faults.at(
          node,
          "There is no value map `" + name + "`.",
          names.isEmpty()
              ? "Add a `values:` section with it at the end of the file."
              : Section.oneOf(name, names));
    }
    return Optional.ofNullable(tables.get(name));
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
}
