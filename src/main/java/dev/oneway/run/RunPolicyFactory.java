package dev.oneway.run;

import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;

/** Gives every flow's route its {@link RunPolicy}; other routes (Kamelets, helpers) get none. */
public final class RunPolicyFactory implements RoutePolicyFactory {
  private final Books books;
  private final Function<String, Optional<String>> flowOfRoute;

  /**
   * @param flowOfRoute the flow a route id belongs to, or empty
   */
  public RunPolicyFactory(Books books, Function<String, Optional<String>> flowOfRoute) {
    this.books = books;
    this.flowOfRoute = flowOfRoute;
  }

  @Override
  public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
    return flowOfRoute.apply(routeId).map(flow -> new RunPolicy(books, flow)).orElse(null);
  }
}
