package dev.oneway.flow;

import java.nio.file.Path;
import java.util.List;

/**
 * Finds in a route file which mappings it uses, without loading it: also of a flow that isn't
 * configured or is broken.
 */
public final class FlowMappings {
  private static final String SCHEME = "mapping";

  private FlowMappings() {}

  /** The names of the mappings in the order of their steps, each once. */
  public static List<String> in(Path file) {
    return RouteSteps.in(file).stream()
        .filter(step -> step.scheme().equals(SCHEME))
        .map(step -> step.path().isEmpty() ? step.options().getOrDefault("name", "") : step.path())
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }
}
