package dev.oneway.app;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowLoader;
import dev.oneway.ops.Flows;
import dev.oneway.run.PausedFlows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;

/** The flows in use, and their routes in Camel. Threads may share it. */
final class RunningFlows implements Flows {
  private final CamelContext context;
  private final FlowLoader loader;
  private final PausedFlows paused;
  private final Supplier<List<FlowInUse>> inUse;

  RunningFlows(
      CamelContext context,
      FlowLoader loader,
      PausedFlows paused,
      Supplier<List<FlowInUse>> inUse) {
    this.context = context;
    this.loader = loader;
    this.paused = paused;
    this.inUse = inUse;
  }

  @Override
  public List<Flow> all() {
    return inUse.get().stream().map(FlowInUse::flow).toList();
  }

  @Override
  public List<Fault> edit(String flow) {
    return inUse.get().stream()
        .filter(it -> it.flow().name().equals(flow))
        .flatMap(it -> it.edit().stream())
        .toList();
  }

  private Stream<Route> routesOf(String flow) {
    return context.getRoutes().stream()
        .filter(route -> loader.flowOf(route.getRouteId()).filter(flow::equals).isPresent());
  }

  @Override
  public boolean isStarted(String flow) {
    List<Route> routes = routesOf(flow).toList();
    return !routes.isEmpty() && routes.stream().allMatch(this::isStarted);
  }

  private boolean isStarted(Route route) {
    return loader.rests(route.getRouteId())
        || context.getRouteController().getRouteStatus(route.getRouteId()) == ServiceStatus.Started;
  }

  @Override
  public Optional<PausedFlows.Pause> pauseOf(String flow) {
    return paused.of(flow);
  }

  @Override
  public Optional<Instant> nextRun(String flow) {
    if (paused.of(flow).isPresent()) {
      return Optional.empty();
    }
    return routesOf(flow)
        .flatMap(route -> QuartzTrigger.next(route.getEndpoint()).stream())
        .min(Comparator.naturalOrder());
  }

  /**
   * Fires its schedules now.
   *
   * @return false when it isn't loaded, has none, is paused, or has just been resumed
   */
  boolean fire(String flow) {
    if (paused.of(flow).isPresent()) {
      return false;
    }
    // Not anyMatch, which would end with the first.
    return routesOf(flow)
            .filter(route -> !loader.rests(route.getRouteId()))
            .filter(route -> QuartzTrigger.fire(route.getEndpoint()))
            .count()
        > 0;
  }
}
