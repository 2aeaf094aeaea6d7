package dev.oneway.mapping.model;

import java.nio.file.InvalidPathException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The files a mapping file names, whether it has faults or not and whether they are there or not. A
 * text that only looks like one of them may be among them.
 */
public final class NamedFiles {
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private NamedFiles() {}

  /** Their names as they are written, each once, in the order of the file. */
  public static List<String> in(Node root) {
    NamedFiles files = new NamedFiles();
    files.collect(root);
    return List.copyOf(files.names);
  }

  private void collect(Node node) {
    if (!seen.add(node)) {
      return;
    }
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::collect);
    } else if (node instanceof CollectionNode<?> collection) {
      collection.getValue().stream()
          .filter(Node.class::isInstance)
          .forEach(element -> collect((Node) element));
    }
  }

  private void collect(NodeTuple entry) {
    boolean values =
        entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(ValuesReader.VALUES);
    if (values) {
      note(entry.getValueNode());
      if (entry.getValueNode() instanceof MappingNode named) {
        named.getValue().forEach(each -> note(each.getValueNode()));
      }
    }
    collect(entry.getValueNode());
  }

  private void note(Node node) {
    if (node instanceof ScalarNode name
        && ValueFiles.isFileName(name.getValue())
        && isUsable(name.getValue())) {
      names.add(name.getValue());
    }
  }

  private static boolean isUsable(String name) {
    try {
      return ValueFiles.staysInside(name);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
