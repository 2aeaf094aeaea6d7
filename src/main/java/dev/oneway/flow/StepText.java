package dev.oneway.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A step of a route as its author wrote it. Found in a route file or a Kamelet without loading it.
 *
 * @param connector the Kamelet's name, or the component's where it is none
 * @param options what the step sets, by name
 * @param text the step's lines, shifted to the left
 */
public record StepText(String connector, Map<String, String> options, String text) {
  private static final String KAMELET = "kamelet";

  /** The steps of a file in their order; none of a file of Java. */
  public static List<StepText> in(Path file) {
    try {
      boolean isYaml = !file.toString().endsWith(".java");
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return isYaml ? inYaml(text) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("the route file can't be read: " + file, e);
    }
  }

  /** The steps of a YAML document; none of one that can't be read. */
  public static List<StepText> inYaml(String yaml) {
    List<StepText> found = new ArrayList<>();
    try {
      new Compose(LoadSettings.builder().build())
          .composeString(yaml)
          .ifPresent(document -> gather(document, yaml.lines().toList(), found));
    } catch (YamlEngineException e) {
      return List.of();
    }
    return found;
  }

  /** The connectors a file names, also one of Java, each once. */
  public static List<String> connectorsIn(Path file) {
    return RouteSteps.in(file).stream()
        .map(step -> connector(step.scheme(), step.path()))
        .distinct()
        .toList();
  }

  /** When the routes of a file start, in words. */
  public static List<String> startsIn(Path file) {
    return RouteSteps.in(file).stream()
        .flatMap(
            step ->
                Schedule.inWords(step.scheme(), step.path(), new HashMap<>(step.options()))
                    .stream())
        .distinct()
        .toList();
  }

  private static void gather(Node node, List<String> lines, List<StepText> found) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> item(item, lines, found));
    } else if (node instanceof MappingNode map) {
      map.getValue()
          .forEach(
              entry -> {
                if (text(entry.getKeyNode()).equals("from")) {
                  add(entry.getValueNode(), input(entry, lines), found);
                }
                gather(entry.getValueNode(), lines, found);
              });
    }
  }

  /** {@code - to: …} is a step; whatever else may hold steps. */
  private static void item(Node item, List<String> lines, List<StepText> found) {
    if (item instanceof MappingNode map && map.getValue().size() == 1) {
      add(map.getValue().get(0).getValueNode(), slice(item, lines, "- "), found);
    }
    gather(item, lines, found);
  }

  private static void add(Node value, String text, List<StepText> found) {
    uri(value)
        .ifPresent(
            uri -> {
              RouteSteps.Step step = RouteSteps.Step.of(uri, parameters(value));
              found.add(new StepText(connector(step.scheme(), step.path()), step.options(), text));
            });
  }

  private static String connector(String scheme, String path) {
    return scheme.equals(KAMELET) ? path.replaceFirst("/.*", "") : scheme;
  }

  private static Optional<String> uri(Node value) {
    String uri =
        value instanceof MappingNode map
            ? entry(map, "uri").map(StepText::text).orElse("")
            : text(value);
    return uri.matches("(?s)[a-z][a-z0-9-]*(:.*)?")
            && (uri.contains(":") || value instanceof MappingNode)
        ? Optional.of(uri)
        : Optional.empty();
  }

  private static Map<String, String> parameters(Node value) {
    Map<String, String> parameters = new HashMap<>();
    if (value instanceof MappingNode map
        && entry(map, "parameters").orElse(null) instanceof MappingNode set) {
      set.getValue()
          .forEach(one -> parameters.put(text(one.getKeyNode()), text(one.getValueNode())));
    }
    return parameters;
  }

  private static Optional<Node> entry(MappingNode map, String name) {
    return map.getValue().stream()
        .filter(entry -> text(entry.getKeyNode()).equals(name))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** A route's beginning without its steps. */
  private static String input(NodeTuple from, List<String> lines) {
    Mark start = from.getKeyNode().getStartMark().orElseThrow();
    int end =
        from.getValueNode() instanceof MappingNode map
            ? map.getValue().stream()
                .filter(entry -> text(entry.getKeyNode()).equals("steps"))
                .map(entry -> entry.getKeyNode().getStartMark().orElseThrow().getLine())
                .findFirst()
                .orElse(start.getLine() + 1)
            : start.getLine() + 1;
    return shifted(lines, start, Math.max(end, start.getLine() + 1), "");
  }

  private static String slice(Node node, List<String> lines, String before) {
    Mark start = node.getStartMark().orElseThrow();
    Mark end = node.getEndMark().orElseThrow();
    boolean endsBefore = end.getLine() > start.getLine() && blankBefore(lines, end);
    return shifted(lines, start, endsBefore ? end.getLine() : end.getLine() + 1, before);
  }

  private static boolean blankBefore(List<String> lines, Mark end) {
    return end.getLine() >= lines.size()
        || lines.get(end.getLine()).substring(0, end.getColumn()).isBlank();
  }

  private static String shifted(List<String> lines, Mark start, int end, String before) {
    StringBuilder text = new StringBuilder(before);
    int shift = start.getColumn() - before.length();
    text.append(lines.get(start.getLine()).substring(start.getColumn()));
    for (String line : lines.subList(start.getLine() + 1, Math.min(end, lines.size()))) {
      text.append('\n').append(line.substring(Math.min(shift, line.length())));
    }
    return text.toString().stripTrailing();
  }
}
