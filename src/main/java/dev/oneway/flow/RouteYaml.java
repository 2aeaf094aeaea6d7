package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Finds in a YAML route file what Camel would pass over: a name that stands twice, of which only
 * the last would count, and a document that is no list of routes.
 */
final class RouteYaml {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setAllowNonScalarKeys(true).build();

  private final String file;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private RouteYaml(String file) {
    this.file = file;
  }

  /**
   * A text that isn't YAML is left to Camel.
   *
   * @throws FaultsException with all faults Camel wouldn't tell
   */
  static void requireSound(String file, String text) {
    RouteYaml yaml = new RouteYaml(file);
    try {
      root(text).ifPresentOrElse(yaml::list, yaml::nothing);
    } catch (YamlEngineException e) {
      return;
    }
    if (!yaml.faults.isEmpty()) {
      throw new FaultsException(yaml.faults);
    }
  }

  /**
   * For a text that Camel won't read.
   *
   * @throws YamlEngineException when it isn't YAML
   */
  static void requireYaml(String text) {
    var unused = root(text);
  }

  private static Optional<Node> root(String text) {
    return new Compose(SETTINGS)
        .composeString(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
  }

  private void nothing() {
    faults.add(new Fault(file, 0, 0, "the file holds no route.", "Write one or remove the file."));
  }

  private void list(Node root) {
    if (root instanceof SequenceNode) {
      walk(root);
    } else {
      fault(root, "a route file is a list.", "Begin it with `- route:`.");
    }
  }

  private void walk(Node node) {
    if (!seen.add(node)) {
      return;
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(this::walk);
    } else if (node instanceof MappingNode table) {
      namesOnce(table);
      table.getValue().forEach(entry -> walk(entry.getValueNode()));
    }
  }

  private void namesOnce(MappingNode table) {
    Set<String> names = new HashSet<>();
    for (NodeTuple entry : table.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode name && !names.add(name.getValue())) {
        fault(name, "`" + name.getValue() + "` stands here twice.", "Keep one of them.");
      }
    }
  }

  private void fault(Node node, String what, String remedy) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    int column = node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
    faults.add(new Fault(file, line, column, what, remedy));
  }
}
