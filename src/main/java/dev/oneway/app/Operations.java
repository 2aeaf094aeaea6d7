package dev.oneway.app;

import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.flow.Flow;
import dev.oneway.ops.FactReader;
import dev.oneway.ops.FlowActions;
import dev.oneway.ops.Flows;
import dev.oneway.ops.api.DeadLetterPages;
import dev.oneway.ops.api.FlowPages;
import dev.oneway.ops.api.OverviewPages;
import dev.oneway.ops.api.RunPages;
import dev.oneway.ops.health.HealthPages;
import dev.oneway.ops.health.Healths;
import dev.oneway.ops.history.History;
import dev.oneway.ops.metrics.MetricsPages;
import dev.oneway.ops.port.AuditLog;
import dev.oneway.ops.port.ManagementPort;
import dev.oneway.ops.port.PortOptions;
import dev.oneway.run.Books;
import dev.oneway.state.StatePulse;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.util.List;

/** The management port and all that is to be seen there. Opened and closed by one thread. */
final class Operations implements AutoCloseable {
  private final Flows flows;
  private final StatePulse pulse;
  private final MetricsPages metrics;
  private final ManagementPort port;

  /**
   * @param facts what is read of all flows at once
   */
  Operations(
      PortOptions options,
      StateStore store,
      Books books,
      DeadLetters deadLetters,
      Alerts alerts,
      Flows flows,
      FlowActions actions,
      FactReader facts,
      Clock clock) {
    this.flows = flows;
    History history = new History(store, clock);
    AuditLog audit = new AuditLog(store, clock);
    Healths healths = new Healths(flows, facts, books.log());
    pulse = new StatePulse(store);
    metrics = new MetricsPages(facts, pulse, history.births(), clock);
    books.addObserver(facts);
    books.addObserver(metrics.runs());
    books.addObserver(metrics.latency());
    port =
        new ManagementPort(
            options,
            audit,
            pulse,
            List.of(
                new HealthPages(flows, healths, pulse),
                metrics,
                new FlowPages(flows, actions, healths, books),
                new RunPages(books.log()),
                new DeadLetterPages(deadLetters),
                new OverviewPages(facts, history, alerts, audit)));
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
  }

  /** Flows have come whose runs are counted from nothing on. */
  void expect(List<String> flows) {
    metrics.runs().expect(flows);
  }

  /** The port it listens on; 0 while it is closed. */
  int port() {
    return port.port();
  }

  /** See {@link ManagementPort#addresses()}. */
  List<String> addresses() {
    return port.addresses();
  }

  @Override
  public void close() {
    port.close();
    pulse.close();
    metrics.close();
  }
}
