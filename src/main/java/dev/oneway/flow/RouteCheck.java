package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.fault.NotConfiguredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.RefExpression;

/** Checks a route before Camel takes it: its name, and every endpoint it uses. */
final class RouteCheck {
  private static final Set<String> DESTINATIONS = Set.of("jdbc-upsert", "http-upsert");
  private static final String SINK = "-sink";

  private final CamelContext context;
  private final EndpointCheck endpoints;
  private final String file;
  private final String flow;
  private final Map<String, String> fileOfRoute;

  /**
   * @param fileOfRoute the files of the routes loaded so far, by route id
   */
  RouteCheck(
      CamelContext context,
      Databases databases,
      String file,
      String flow,
      Map<String, String> fileOfRoute) {
    this.context = context;
    this.endpoints = new EndpointCheck(context, databases, file);
    this.file = file;
    this.flow = flow;
    this.fileOfRoute = fileOfRoute;
  }

  /**
   * All faults of the route.
   *
   * @throws NotConfiguredException when it has none and only settings are missing
   */
  List<Fault> check(RouteDefinition route) {
    List<Fault> faults = new ArrayList<>();
    List<String> missingSettings = new ArrayList<>();
    if (route.getInput() == null) {
      return List.of(
          fault(route, "the route has no `from`.", "Begin it with `from:` and its `uri:`."));
    }
    name(route).ifPresent(faults::add);
    inboxName(route).ifPresent(faults::add);
    List<EndpointUse> uses = endpointsOf(route);
    for (EndpointUse use : uses) {
      try {
        faults.addAll(endpoints.check(use));
      } catch (NotConfiguredException e) {
        missingSettings.addAll(e.settings());
      }
    }
    faults.addAll(references(route));
    secondDestination(uses).ifPresent(faults::add);
    if (faults.isEmpty()) {
      new GatherCheck(context, file).fault(route).ifPresent(faults::add);
    }
    if (faults.isEmpty() && !missingSettings.isEmpty()) {
      throw new NotConfiguredException(missingSettings);
    }
    return faults;
  }

  /** The books give a record one fate; a second destination would give it another. */
  private Optional<Fault> secondDestination(List<EndpointUse> uses) {
    return uses.stream()
        .filter(RouteCheck::isDestination)
        .skip(1)
        .findFirst()
        .map(
            use ->
                new Fault(
                    file,
                    use.line(),
                    0,
                    "the flow has a second destination.",
                    "Write a flow of its own for it, with the same source."));
  }

  private static boolean isDestination(EndpointUse use) {
    boolean sink =
        use.scheme().equals("kamelet") && use.path().replaceFirst("/.*", "").endsWith(SINK);
    return sink || DESTINATIONS.contains(use.scheme());
  }

  /** Expressions that name a bean, such as {@code chunk500}, must find it. */
  private List<Fault> references(RouteDefinition route) {
    List<Fault> faults = new ArrayList<>();
    for (ExpressionNode step :
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ExpressionNode.class)) {
      if (step.getExpression() instanceof RefExpression reference
          && context.getRegistry().lookupByName(reference.getExpression()) == null) {
        faults.add(
            fault(
                step,
                "there is no expression `" + reference.getExpression() + "`.",
                "Name a chunk of 1 to 99999 records, e.g. `chunk500`."));
      }
    }
    return faults;
  }

  /** The route's input. */
  EndpointUse input(RouteDefinition route) {
    return EndpointUse.of(
        context, route.getInput().getEndpointUri(), route.getInput().getLineNumber());
  }

  private Optional<Fault> name(RouteDefinition route) {
    if (!route.hasCustomIdAssigned()) {
      return Optional.of(
          fault(route, "the route has no id.", "Write `id: " + flow + "` below `route:`."));
    }
    String id = route.getRouteId();
    if (!id.equals(flow) && !id.startsWith(flow + "-")) {
      return Optional.of(
          fault(
              route,
              "the route's id `" + id + "` isn't the file's name.",
              "Write `id: " + flow + "` or rename the file."));
    }
    String other = fileOfRoute.get(id);
    if (other != null) {
      return Optional.of(
          fault(
              route,
              "a route with the id `" + id + "` is already in " + other + ".",
              "Give one of the two another name."));
    }
    return Optional.empty();
  }

  /** Its runs are the flow's, and the flow's name is how they are told. */
  private Optional<Fault> inboxName(RouteDefinition route) {
    boolean inbox = input(route).scheme().equals("inbox");
    return !inbox || flow.equals(route.getRouteId())
        ? Optional.empty()
        : Optional.of(
            fault(
                route,
                "the route that delivers from the inbox isn't called like its flow.",
                "Write `id: "
                    + flow
                    + "`; the routes that fill the inbox are called like `"
                    + flow
                    + "-webhook` and `"
                    + flow
                    + "-sweep`."));
  }

  private List<EndpointUse> endpointsOf(RouteDefinition route) {
    List<EndpointUse> uses = new ArrayList<>();
    uses.add(input(route));
    uses.addAll(steps(route));
    return uses;
  }

  /** The endpoints the route sends to, wherever in its steps. */
  List<EndpointUse> steps(RouteDefinition route) {
    List<EndpointUse> uses = new ArrayList<>();
    for (ProcessorDefinition<?> step :
        ProcessorDefinitionHelper.filterTypeInOutputs(
            route.getOutputs(), ProcessorDefinition.class)) {
      // A dynamic address (toD) is only known at run time.
      if (step instanceof EndpointRequiredDefinition to && !step.getShortName().equals("toD")) {
        uses.add(EndpointUse.of(context, to.getEndpointUri(), step.getLineNumber()));
      }
    }
    return uses;
  }

  private Fault fault(OptionalIdentifiedDefinition<?> node, String what, String remedy) {
    return new Fault(file, Math.max(node.getLineNumber(), 0), 0, what, remedy);
  }
}
