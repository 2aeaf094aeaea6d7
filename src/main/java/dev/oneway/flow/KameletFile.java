package dev.oneway.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A Kamelet as it is written. Immutable.
 *
 * @param path as a person names it; empty when it is a shipped one
 * @param contract what a route may set
 */
record KameletFile(Optional<String> path, Map<?, ?> contract, Node document) {
  private static final LoadSettings SETTINGS = LoadSettings.builder().build();

  /** A place in its file, 1-based. */
  record Place(String file, int line, int column) {}

  static KameletFile read(Resource resource) {
    try (InputStream yaml = resource.getInputStream()) {
      String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
      Object document = new Load(SETTINGS).loadFromString(text);
      Map<?, ?> spec = document instanceof Map<?, ?> map ? mapAt(map, "spec") : Map.of();
      return new KameletFile(
          Optional.of(resource.getLocation())
              .filter(location -> location.startsWith("file:"))
              .map(location -> location.replaceFirst("^file:", "")),
          mapAt(spec, "definition"),
          new Compose(SETTINGS).composeString(text).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<?, ?> mapAt(Map<?, ?> map, String key) {
    return map.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
  }

  /**
   * The option of a step that was refused, or the step where none is named.
   *
   * @param refusedUri the step's URI with the route's values in it
   * @param why the refusal, which names the option
   * @param set the properties the route sets
   * @return empty when the file isn't the author's, or when the value is the route's
   */
  Optional<Place> place(String refusedUri, String why, Set<String> set) {
    return path.flatMap(
        file ->
            step(document, refusedUri.replaceFirst(":.*", ":"))
                .flatMap(step -> option(step, why).or(() -> Optional.of(step.uri())))
                .filter(at -> set.stream().noneMatch(name -> isOf(at, name)))
                .map(at -> at(file, at.getKeyNode())));
  }

  private record Step(NodeTuple uri, List<NodeTuple> parameters) {}

  private static Optional<Step> step(Node node, String scheme) {
    if (node instanceof MappingNode map) {
      Optional<NodeTuple> uri =
          entry(map, "uri").filter(it -> text(it.getValueNode()).startsWith(scheme));
      if (uri.isPresent()) {
        List<NodeTuple> parameters =
            entry(map, "parameters")
                .filter(it -> it.getValueNode() instanceof MappingNode)
                .map(it -> ((MappingNode) it.getValueNode()).getValue())
                .orElse(List.of());
        return Optional.of(new Step(uri.get(), parameters));
      }
    }
    return children(node).flatMap(child -> step(child, scheme).stream()).findFirst();
  }

  private static Stream<Node> children(Node node) {
    if (node instanceof MappingNode map) {
      return map.getValue().stream().map(NodeTuple::getValueNode);
    }
    return node instanceof SequenceNode list ? list.getValue().stream() : Stream.empty();
  }

  private static Optional<NodeTuple> entry(MappingNode map, String key) {
    return map.getValue().stream().filter(it -> text(it.getKeyNode()).equals(key)).findFirst();
  }

  /** The refusal begins with its option, or names it first. */
  private static Optional<NodeTuple> option(Step step, String why) {
    return step.parameters().stream()
        .filter(it -> positionOf(it, why) >= 0)
        .min((a, b) -> Integer.compare(positionOf(a, why), positionOf(b, why)));
  }

  private static int positionOf(NodeTuple option, String why) {
    var found =
        Pattern.compile("(?<![\\w.-])" + Pattern.quote(text(option.getKeyNode())) + "(?!\\w)")
            .matcher(why);
    return found.find() ? found.start() : -1;
  }

  private static boolean isOf(NodeTuple option, String property) {
    return text(option.getValueNode())
        .matches("(?s).*\\{\\{\\??" + Pattern.quote(property) + "\\b.*");
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private static Place at(String file, Node node) {
    return node.getStartMark()
        .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(new Place(file, 0, 0));
  }
}
