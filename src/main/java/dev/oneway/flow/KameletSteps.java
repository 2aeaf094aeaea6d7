package dev.oneway.flow;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Navigate;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletEndpoint;

/** The endpoints behind a step: those a Kamelet sends to, with the route's values in them. */
final class KameletSteps {
  private KameletSteps() {}

  /**
   * @param endpoint created already, and with it the route a Kamelet stands for
   * @return the endpoint itself unless it is a Kamelet's
   */
  static List<Endpoint> of(CamelContext context, Endpoint endpoint) {
    if (!(endpoint instanceof KameletEndpoint kamelet)) {
      return List.of(endpoint);
    }
    Route route = context.getRoute(kamelet.getRouteId());
    return route == null
        ? List.of()
        : processors(route).stream()
            .filter(EndpointAware.class::isInstance)
            .map(sender -> ((EndpointAware) sender).getEndpoint())
            .filter(inner -> inner != kamelet)
            .flatMap(inner -> of(context, inner).stream())
            .toList();
  }

  /** Each once: some lead back to where one came from. */
  private static Set<Object> processors(Route route) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> next = new ArrayDeque<>(List.of(route.navigate()));
    while (!next.isEmpty()) {
      Object processor = next.remove();
      if (seen.add(processor) && processor instanceof Navigate<?> step && step.hasNext()) {
        next.addAll(step.next());
      }
    }
    return seen;
  }
}
