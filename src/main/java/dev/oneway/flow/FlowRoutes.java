package dev.oneway.flow;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The routes of one flow in a context that goes on without them: shut, opened again, removed.
 *
 * <p>What a flow has begun is never cut off. Used by one thread.
 */
public final class FlowRoutes {
  private static final String WEBHOOK = "platform-http:";
  private static final Duration LONGEST_STOP = Duration.ofSeconds(45);

  private final CamelContext context;
  private final List<String> ids;

  FlowRoutes(CamelContext context, List<String> ids) {
    this.context = context;
    this.ids = ids;
  }

  /**
   * Lets the flow begin nothing more. Who sends webhooks isn't turned away: what comes waits in its
   * inbox.
   */
  public void shut() {
    for (Route route : routes()) {
      if (!isWebhook(route)) {
        ServiceHelper.suspendService(route.getConsumer());
      }
    }
  }

  /** Whether nothing of what has begun is still going on. */
  public boolean areIdle() {
    return ids.stream().allMatch(id -> context.getInflightRepository().size(id) == 0);
  }

  /** Takes the routes out of the context, and of their Kamelets those that nobody else uses. */
  void remove() {
    Set<KameletEndpoint> kamelets = kamelets();
    ids.forEach(this::remove);
    kamelets.removeAll(kamelets());
    kamelets.forEach(kamelet -> remove(kamelet.getRouteId()));
  }

  private Set<KameletEndpoint> kamelets() {
    return context.getEndpoints().stream()
        .filter(KameletEndpoint.class::isInstance)
        .map(KameletEndpoint.class::cast)
        .collect(Collectors.toSet());
  }

  private void remove(String id) {
    Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
    try {
      context.getRouteController().stopRoute(id, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
      context.removeRoute(id);
      if (model.getRouteDefinition(id) != null) {
        model.removeRouteDefinition(model.getRouteDefinition(id));
      }
    } catch (Exception e) {
      throw new IllegalStateException("the route " + id + " can't be removed", e);
    }
  }

  private List<Route> routes() {
    return ids.stream().map(context::getRoute).filter(Objects::nonNull).toList();
  }

  private static boolean isWebhook(Route route) {
    return route.getEndpoint().getEndpointUri().startsWith(WEBHOOK);
  }
}
