package dev.oneway.flow;

import static java.util.stream.Collectors.toCollection;

import dev.oneway.destination.Inspectable;
import dev.oneway.mapping.MappingEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WhenDefinition;

/**
 * A mapping whose records come to a destination, and how the route names that destination.
 *
 * @param ledgered whether they pass a `dedup:` step on their way
 * @param reading how the route comes to them
 */
record Delivery(
    MappingEndpoint mapping,
    boolean ledgered,
    Reading reading,
    EndpointUse use,
    Inspectable destination) {
  private static final String LEDGER = "dedup";

  Preview.Outlet outlet() {
    return new Preview.Outlet(mapping, destination.destination());
  }

  /** A mapping that made the records at some step, and whether a ledger has seen them since. */
  private record Made(MappingEndpoint mapping, boolean ledgered) {}

  /**
   * All of a route whose endpoints are right. Of mappings one behind the other only the last one
   * delivers; of those in the branches of a choice each may.
   */
  static List<Delivery> in(CamelContext context, RouteDefinition route) {
    Walk walk = new Walk(context, Reading.of(context, route));
    walk.through(route.getOutputs(), Set.of());
    return walk.found;
  }

  /** Goes through the steps and knows at each which mappings made the records there. */
  private static final class Walk {
    private final CamelContext context;
    private final Reading reading;
    private final List<Delivery> found = new ArrayList<>();

    Walk(CamelContext context, Reading reading) {
      this.context = context;
      this.reading = reading;
    }

    Set<Made> through(List<? extends ProcessorDefinition<?>> steps, Set<Made> before) {
      Set<Made> now = before;
      for (ProcessorDefinition<?> step : steps) {
        now = behind(step, now);
      }
      return now;
    }

    private Set<Made> behind(ProcessorDefinition<?> step, Set<Made> before) {
      if (step instanceof ChoiceDefinition choice) {
        return behindChoice(choice, before);
      }
      return step instanceof ToDefinition to
          ? behindEndpoint(EndpointUse.of(context, to.getEndpointUri(), to.getLineNumber()), before)
          : through(step.getOutputs(), before);
    }

    private Set<Made> behindChoice(ChoiceDefinition choice, Set<Made> before) {
      Set<Made> behind = new LinkedHashSet<>();
      for (WhenDefinition when : choice.getWhenClauses()) {
        behind.addAll(through(when.getOutputs(), before));
      }
      OtherwiseDefinition otherwise = choice.getOtherwise();
      behind.addAll(otherwise == null ? before : through(otherwise.getOutputs(), before));
      return behind;
    }

    private Set<Made> behindEndpoint(EndpointUse use, Set<Made> before) {
      Endpoint endpoint = context.getEndpoint(use.uri());
      if (endpoint instanceof MappingEndpoint mapping) {
        return Set.of(new Made(mapping, false));
      }
      if (use.scheme().equals(LEDGER)) {
        return before.stream()
            .map(made -> new Made(made.mapping(), true))
            .collect(toCollection(LinkedHashSet::new));
      }
      for (Endpoint step : KameletSteps.of(context, endpoint)) {
        if (step instanceof Inspectable destination) {
          before.forEach(
              made ->
                  found.add(
                      new Delivery(made.mapping(), made.ledgered(), reading, use, destination)));
        }
      }
      return before;
    }
  }
}
