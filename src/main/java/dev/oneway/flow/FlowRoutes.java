package dev.oneway.flow;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
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
  private static final String CALLED = "direct:";
  private static final Duration LONGEST_STOP = Duration.ofSeconds(45);

  private final CamelContext context;
  private final List<String> ids;
  private final Predicate<String> runs;
  private final Set<String> resting;

  /**
   * @param runs whether each exchange of a route is a run, by the route's id
   * @param resting the routes of all flows that begin nothing
   */
  FlowRoutes(CamelContext context, List<String> ids, Predicate<String> runs, Set<String> resting) {
    this.context = context;
    this.ids = ids;
    this.runs = runs;
    this.resting = resting;
  }

  /**
   * Lets the flow begin nothing more. Who sends webhooks isn't turned away: what comes waits in its
   * inbox, or is the last that is delivered.
   */
  public void shut() {
    var unused = rest(route -> !uriOf(route).startsWith(WEBHOOK));
  }

  /**
   * Lets the flow begin nothing more for a long time. Webhooks go on coming into its inbox; where
   * there is none, whoever sends them is asked to do so again later.
   *
   * @return false when it has begun nothing any more already
   */
  public boolean pause() {
    return rest(route -> runs.test(route.getRouteId()));
  }

  private boolean rest(Predicate<Route> which) {
    boolean isNew = false;
    for (Route route : routes()) {
      boolean rests = resting.contains(route.getRouteId());
      if (!rests && begins(uriOf(route)) && which.test(route)) {
        ServiceHelper.suspendService(route.getConsumer());
        resting.add(route.getRouteId());
        isNew = true;
      }
    }
    return isNew;
  }

  /**
   * Lets the flow begin again what it was kept from, by {@link #shut}, {@link #pause} or since it
   * was loaded.
   *
   * @return false when it was kept from nothing
   */
  public boolean open() {
    boolean isNew = false;
    for (Route route : routes()) {
      if (resting.contains(route.getRouteId())) {
        open(route);
        resting.remove(route.getRouteId());
        isNew = true;
      }
    }
    return isNew;
  }

  private void open(Route route) {
    boolean wasStarted =
        context.getRouteController().getRouteStatus(route.getRouteId()) == ServiceStatus.Started;
    try {
      if (wasStarted) {
        ServiceHelper.resumeService(route.getConsumer());
      } else {
        context.getRouteController().startRoute(route.getRouteId());
      }
    } catch (Exception e) {
      throw new IllegalStateException("the route " + route.getRouteId() + " can't be started", e);
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
    ids.forEach(resting::remove);
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

  /** What a run calls on its way begins nothing by itself, and is needed to the run's end. */
  private static boolean begins(String uri) {
    return !uri.startsWith(CALLED);
  }

  /** Whether a route that is loaded while its flow is paused needn't be started. */
  static boolean canWait(String uri) {
    // An address that isn't served is gone (404), one that is suspended comes back (503).
    return begins(uri) && !uri.startsWith(WEBHOOK);
  }

  private static String uriOf(Route route) {
    return route.getEndpoint().getEndpointUri();
  }
}
