package dev.oneway.app;

import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.flow.Flow;
import dev.oneway.ops.FactReader;
import dev.oneway.ops.FlowActions;
import dev.oneway.ops.Flows;
import dev.oneway.ops.Readings;
import dev.oneway.ops.SideRuns;
import dev.oneway.ops.api.AlertPages;
import dev.oneway.ops.api.DeadLetterPages;
import dev.oneway.ops.api.FlowPages;
import dev.oneway.ops.api.OverviewPages;
import dev.oneway.ops.api.PausePages;
import dev.oneway.ops.api.PreviewPages;
import dev.oneway.ops.api.ReplayPages;
import dev.oneway.ops.api.RunPages;
import dev.oneway.ops.dashboard.DashboardPages;
import dev.oneway.ops.dashboard.ReaderPages;
import dev.oneway.ops.dashboard.ReadingPages;
import dev.oneway.ops.events.EventPages;
import dev.oneway.ops.health.HealthPages;
import dev.oneway.ops.health.Healths;
import dev.oneway.ops.history.History;
import dev.oneway.ops.metrics.MetricsPages;
import dev.oneway.ops.port.AuditLog;
import dev.oneway.ops.port.ManagementPort;
import dev.oneway.ops.port.PortOptions;
import dev.oneway.preview.DriftLog;
import dev.oneway.preview.Reports;
import dev.oneway.run.Books;
import dev.oneway.run.PausedFlows;
import dev.oneway.state.StatePulse;
import dev.oneway.state.StateStore;
import dev.oneway.watch.Polling;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The management port and all that is to be seen there. Opened and closed by one thread. */
final class Operations implements AutoCloseable {
  private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private final Flows flows;
  private final FactReader facts;
  private final StatePulse pulse;
  private final MetricsPages metrics;
  private final Polling happenings;
  private final ManagementPort port;

  /**
   * @param facts what is read of all flows at once
   * @param readings what their files come to
   */
  Operations(
      PortOptions options,
      StateStore store,
      Books books,
      DeadLetters deadLetters,
      Alerts alerts,
      Flows flows,
      PausedFlows paused,
      FlowActions actions,
      SideRuns sideRuns,
      Reports reports,
      DriftLog drift,
      FactReader facts,
      Readings readings,
      Clock clock) {
    this.flows = flows;
    this.facts = facts;
    History history = new History(store, clock);
    AuditLog audit = new AuditLog(store, clock);
    Healths healths = new Healths(flows, facts, books.log());
    pulse = new StatePulse(store);
    metrics = new MetricsPages(facts, pulse, history.births(), clock);
    observe(books);
    EventPages events = new EventPages(facts, flows, books, clock);
    happenings = new Polling("oneway-events", EVERY_SECOND, LONGEST_LOOK, events::look);
    port =
        new ManagementPort(
            options,
            audit,
            pulse,
            List.of(
                new HealthPages(flows, healths, pulse),
                metrics,
                new FlowPages(flows, actions, healths, books),
                new PausePages(flows, paused),
                new RunPages(books.log()),
                new DeadLetterPages(deadLetters, readings::mapped),
                new ReplayPages(flows, deadLetters, sideRuns),
                new PreviewPages(flows, sideRuns, reports, drift, books.log()),
                new AlertPages(alerts),
                new OverviewPages(facts, history, alerts, audit),
                events,
                new ReadingPages(flows, readings),
                new ReaderPages(history, version(), clock),
                new DashboardPages()));
  }

  private static String version() {
    String version = Operations.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }

  /** From now on what these books tell is seen. */
  void observe(Books books) {
    books.addObserver(facts);
    books.addObserver(metrics.runs());
    books.addObserver(metrics.latency());
  }

  /**
   * Opens the port; call it when the flows are loaded.
   *
   * @throws IllegalArgumentException when its address can't be had
   */
  void open() {
    expect(flows.all().stream().map(Flow::name).toList());
    pulse.start();
    port.open();
    happenings.start();
  }

  /** Flows have come whose runs are counted from nothing on. */
  void expect(List<String> flows) {
    metrics.runs().expect(flows);
  }

  /** The port it listens on; 0 while it is closed. */
  int port() {
    return port.port();
  }

  /** See {@link ManagementPort#url()}. */
  String url() {
    return port.url();
  }

  /** See {@link ManagementPort#addresses()}. */
  List<String> addresses() {
    return port.addresses();
  }

  @Override
  public void close() {
    happenings.stop();
    port.close();
    pulse.close();
    metrics.close();
  }
}
