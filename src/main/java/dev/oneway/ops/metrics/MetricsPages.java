package dev.oneway.ops.metrics;

import dev.oneway.ops.Facts;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.Reply;
import dev.oneway.state.StatePulse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /metrics}, for Prometheus. When the state store doesn't answer, what the process itself
 * counts is told all the same, and {@code oneway_state_up} is 0. Threads may share it.
 */
public final class MetricsPages implements Pages, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsPages.class);
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final RunMeters runs = new RunMeters(registry);
  private final DeliveryLatency latency;
  private final StateGauges gauges;
  private final Supplier<Facts> facts;
  private final StatePulse pulse;
  private volatile double stateUp = 1;

  /**
   * @param births when each flow ran first, of those that have
   */
  public MetricsPages(
      Supplier<Facts> facts, StatePulse pulse, Map<String, Instant> births, Clock clock) {
    this.facts = facts;
    this.pulse = pulse;
    latency = new DeliveryLatency(clock, births);
    gauges = new StateGauges(registry, clock);
    registry.getPrometheusRegistry().register(latency);
    Gauge.builder("oneway_state_up", () -> stateUp)
        .description("Whether the state store answers.")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Has to be told of the runs. */
  public RunMeters runs() {
    return runs;
  }

  /** Has to be told of the runs, too. */
  public DeliveryLatency latency() {
    return latency;
  }

  @Override
  public void layOut(Desk desk) {
    desk.getAnyhow("/metrics", this::scrape);
  }

  private synchronized Reply scrape(Call call) {
    runs.collect();
    stateUp = pulse.isBeating() && isShown() ? 1 : 0;
    return Reply.text(TYPE, registry.scrape(TYPE));
  }

  private boolean isShown() {
    try {
      gauges.show(facts.get());
      return true;
    } catch (RuntimeException e) {
      LOG.debug("the state store can't be asked for metrics", e);
      return false;
    }
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
