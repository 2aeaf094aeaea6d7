package dev.oneway.run;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Takes the time of each step of a flow's routes, for each chunk. What happens inside of a Kamelet
 * belongs to the step that calls it.
 */
public final class StepClock implements InterceptStrategy {
  private final Function<String, Optional<String>> flowOfRoute;

  /**
   * @param flowOfRoute the flow a route id belongs to, or empty
   */
  public StepClock(Function<String, Optional<String>> flowOfRoute) {
    this.flowOfRoute = flowOfRoute;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode node, Processor target, Processor next) {
    return stepOf(node).<Processor>map(step -> new TimedStep(target, step)).orElse(target);
  }

  private Optional<Step> stepOf(NamedNode node) {
    Optional<RouteDefinition> route =
        Optional.ofNullable(ProcessorDefinitionHelper.getRoute(node))
            .filter(it -> flowOfRoute.apply(it.getRouteId()).isPresent());
    return uri(node)
        .filter(uri -> !Step.isWay(uri))
        .flatMap(uri -> route.map(it -> Step.of(uri, isMapped(it, node))));
  }

  /** Empty of what calls nothing, and in Java also of what is given an endpoint of its own. */
  private static Optional<String> uri(NamedNode node) {
    return node instanceof EndpointRequiredDefinition sender
        ? Optional.ofNullable(sender.getEndpointUri())
        : Optional.empty();
  }

  /** A route another one leads to, and that maps nothing, comes behind its mapping. */
  private static boolean isMapped(RouteDefinition route, NamedNode node) {
    boolean continues = uri(route.getInput()).filter(Step::isWay).isPresent();
    List<ProcessorDefinition<?>> steps = steps(route);
    int mapping = indexOfMapping(steps);
    return mapping < 0 ? continues : steps.indexOf(node) > mapping;
  }

  private static int indexOfMapping(List<ProcessorDefinition<?>> steps) {
    for (int i = 0; i < steps.size(); i++) {
      if (uri(steps.get(i)).filter(Step::isMapping).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // as Camel declares it
  private static List<ProcessorDefinition<?>> steps(RouteDefinition route) {
    return List.copyOf(
        (Collection)
            ProcessorDefinitionHelper.filterTypeInOutputs(
                route.getOutputs(), ProcessorDefinition.class));
  }

  private static final class TimedStep extends DelegateAsyncProcessor {
    private final Step step;

    TimedStep(Processor target, Step step) {
      super(target);
      this.step = step;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      Run run = exchange.getProperty(Run.PROPERTY, Run.class);
      if (run == null) {
        return super.process(exchange, callback);
      }
      long begun = System.nanoTime();
      return super.process(
          exchange,
          doneSync -> {
            run.steps()
                .took(
                    step,
                    System.nanoTime() - begun,
                    chunks(exchange),
                    Optional.ofNullable(exchange.getException()));
            callback.done(doneSync);
          });
    }

    /** What is to be read only now is told of by who reads it. */
    private long chunks(Exchange exchange) {
      return step.kind() == StepKind.SOURCE && exchange.getMessage().getBody() instanceof Iterator
          ? 0
          : 1;
    }
  }
}
