package dev.oneway.flow;

import dev.oneway.fault.Fault;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/** Whether what a route gathers is all there is: half a group would be taken for the whole. */
final class GatherCheck {
  private static final String SCHEME = "gather:";

  private final CamelContext context;
  private final String file;

  GatherCheck(CamelContext context, String file) {
    this.context = context;
    this.file = file;
  }

  /** What is wrong with the first such step. */
  Optional<Fault> fault(RouteDefinition route) {
    return gathers(route).stream()
        .findFirst()
        .flatMap(
            step -> fault(step, route.getOutputs().contains(step), Reading.of(context, route)));
  }

  private static List<ToDefinition> gathers(RouteDefinition route) {
    return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)
        .stream()
        .filter(step -> step.getEndpointUri().startsWith(SCHEME))
        .toList();
  }

  private Optional<Fault> fault(ProcessorDefinition<?> step, boolean first, Reading reading) {
    if (reading.since()) {
      return fault(
          step,
          "`gather:` would make groups of what changed since the watermark, and take them for whole.",
          "Let the route read everything.");
    }
    return first && !reading.inbox()
        ? Optional.empty()
        : fault(
            step,
            "`gather:` would make groups of one chunk, and take them for whole.",
            "Put it directly below `steps:`, behind what reads everything and before the `split:`.");
  }

  private Optional<Fault> fault(ProcessorDefinition<?> step, String what, String remedy) {
    return Optional.of(new Fault(file, Math.max(step.getLineNumber(), 0), 0, what, remedy));
  }
}
