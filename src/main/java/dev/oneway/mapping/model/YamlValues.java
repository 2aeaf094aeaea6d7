package dev.oneway.mapping.model;

import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a value map from a YAML table, in the mapping file or in one of its own. */
final class YamlValues {
  private YamlValues() {}

  /**
   * The table; empty, with a fault, when the node is something else.
   *
   * @param what names the node in the fault
   */
  static Optional<ValueTable> read(Node node, String what, FaultList faults) {
    return Section.of(node, what, faults)
        .map(
            section ->
                new ValueTable(
                    faults,
                    section.entries().stream().map(entry -> listed(entry, faults)).toList()));
  }

  private static ValueTable.Listed listed(Section.Entry entry, FaultList faults) {
    return new ValueTable.Listed(
        entry.name(),
        Constants.of(entry.value(), faults),
        FaultList.lineOf(entry.key()),
        FaultList.columnOf(entry.key()));
  }
}
