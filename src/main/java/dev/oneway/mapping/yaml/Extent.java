package dev.oneway.mapping.yaml;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * How large a node is when its aliases are written out, which may be far more than the file is.
 *
 * @param nodes how many nodes there are; a number no longer exact when it is beyond any memory
 * @param levels how deep they are nested
 */
record Extent(double nodes, int levels) {
  private static final Extent LEAF = new Extent(1, 1);

  static Extent of(Node node) {
    return of(node, new IdentityHashMap<>());
  }

  private static Extent of(Node node, Map<Node, Extent> known) {
    Extent before = known.putIfAbsent(node, LEAF);
    if (before != null) {
      return before;
    }
    double nodes = 1;
    int levels = 0;
    for (Node child : below(node)) {
      Extent extent = of(child, known);
      nodes += extent.nodes();
      levels = Math.max(levels, extent.levels());
    }
    Extent extent = new Extent(nodes, levels + 1);
    known.put(node, extent);
    return extent;
  }

  private static List<Node> below(Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()))
            .toList()
        : List.of();
  }
}
