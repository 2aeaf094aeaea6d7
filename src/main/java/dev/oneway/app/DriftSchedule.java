package dev.oneway.app;

import dev.oneway.fault.Fault;
import dev.oneway.fault.Nearest;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.Schedule;
import dev.oneway.preview.Drift;
import dev.oneway.run.Reasons;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares flows with their destinations by schedules of their own: {@code oneway.drift.FLOW}. Each
 * comparison loads its flow anew, beside the one that delivers.
 */
final class DriftSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(DriftSchedule.class);
  private static final String SETTING = "oneway.drift.";
  private static final String ROUTE = "oneway-drift-";

  private final CamelContext context;
  private final Settings settings;
  private final Map<String, String> overrides;

  /**
   * @param overrides settings that win over the file's and the environment's
   */
  DriftSchedule(CamelContext context, Settings settings, Map<String, String> overrides) {
    this.context = context;
    this.settings = settings;
    this.overrides = Map.copyOf(overrides);
  }

  /**
   * What is wrong with the settings, each named as its place.
   *
   * @param flows all there are, whether they run or not
   */
  List<Fault> faults(List<String> flows) {
    return settings.endingsBehind(SETTING).stream()
        .flatMap(name -> fault(name, flows).stream())
        .toList();
  }

  private Optional<Fault> fault(String name, List<String> flows) {
    if (!flows.contains(name)) {
      return Optional.of(
          new Fault(
              SETTING + name,
              0,
              0,
              "there is no flow `" + name + "`.",
              Nearest.didYouMean(name, flows)
                  + "Name a flow of the routes folder: its file's name without the ending."));
    }
    return settings
        .find(SETTING + name)
        .filter(cron -> !isCron(cron))
        .map(cron -> none(name, cron));
  }

  private static boolean isCron(String text) {
    try {
      Schedule.cron(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Fault none(String name, String cron) {
    return new Fault(
        SETTING + name,
        0,
        0,
        "`" + cron + "` is no schedule.",
        "Write seconds minutes hours day-of-month month day-of-week, e.g. `0 0 4 * * ?` for every"
            + " day at 4.");
  }

  /** Starts the schedules of these flows that have one; their settings are right. */
  void start(List<String> flows) {
    for (String flow : flows) {
      settings.find(SETTING + flow).ifPresent(cron -> add(flow, cron));
    }
  }

  private void add(String flow, String cron) {
    try {
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("quartz:oneway-drift/" + flow + "?stateful=true&cron=" + cron.replace(' ', '+'))
                  .routeId(ROUTE + flow)
                  .process(exchange -> compare(flow));
            }
          });
    } catch (Exception e) {
      throw new IllegalStateException("the comparison of " + flow + " can't be scheduled", e);
    }
  }

  /** Ends a flow's schedule, if it has one. */
  void stop(String flow) {
    if (context.getRoute(ROUTE + flow) == null) {
      return;
    }
    try {
      context.getRouteController().stopRoute(ROUTE + flow);
      context.removeRoute(ROUTE + flow);
    } catch (Exception e) {
      throw new IllegalStateException("the comparison of " + flow + " can't be ended", e);
    }
  }

  private void compare(String name) {
    try (Application application = Application.start(Entry.THROUGH, overrides)) {
      Optional<Flow> flow = application.loadFlow(name).filter(Flow::isReady);
      if (flow.isEmpty() || !application.previewOf(name).obstacles().isEmpty()) {
        LOG.warn(
            "{}: it can't be compared with its destination. See `oneway drift {}`.", name, name);
        return;
      }
      application.keepAlive();
      Drift drift = new PreviewRuns(application, flow.get()).drift(false, PreviewRuns.SHOWN);
      LOG.info("{}: {} of {} records have drifted", name, drift.drifted(), drift.compared());
    } catch (Exception e) {
      LOG.error("{}: it can't be compared with its destination: {}", name, Reasons.of(e));
    }
  }
}
