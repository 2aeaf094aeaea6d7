package dev.oneway.ops.metrics;

import dev.oneway.record.Version;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Run;
import dev.oneway.run.RunObserver;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long a change takes from the source to the destination: from the mapping's {@code changedAt},
 * where that is a time, to the moment a written record is settled. A chunk is counted at once, by a
 * loop that makes nothing; a meter of the library would be asked for each record.
 *
 * <p>What had changed before the flow ran for the first time isn't counted: it waited for the flow,
 * not on its way. Threads may share it.
 */
public final class DeliveryLatency implements RunObserver, Collector {
  static final String NAME = "oneway_delivery_latency_seconds";

  private static final Set<Fate> WRITTEN = EnumSet.of(Fate.CREATED, Fate.UPDATED, Fate.DELETED);
  private static final double NANOS = 1e9;
  private static final double[] BOUNDS = {
    1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400, Double.POSITIVE_INFINITY
  };

  private final Clock clock;
  private final Map<String, Instant> births;
  private final Map<String, Buckets> byFlow = new TreeMap<>();

  /**
   * @param births when each flow ran first, of those that have
   */
  public DeliveryLatency(Clock clock, Map<String, Instant> births) {
    this.clock = clock;
    this.births = new TreeMap<>(births);
  }

  private static final class Buckets {
    private final long[] counts = new long[BOUNDS.length];
    private double sum;

    void add(double seconds) {
      int bucket = 0;
      while (seconds > BOUNDS[bucket]) {
        bucket++;
      }
      counts[bucket]++;
      sum += seconds;
    }
  }

  @Override
  public synchronized void opened(Run run) {
    births.putIfAbsent(run.flow(), run.startedAt());
  }

  @Override
  public synchronized void settled(Run run, List<Outcome> outcomes) {
    if (!run.kind().isOrdinary()) {
      return;
    }
    long now = Version.of(clock.instant()).value();
    long birth = Version.of(births.getOrDefault(run.flow(), run.startedAt())).value();
    Buckets buckets = byFlow.computeIfAbsent(run.flow(), flow -> new Buckets());
    for (Outcome outcome : outcomes) {
      Optional<Version> version = outcome.record().version();
      if (WRITTEN.contains(outcome.fateOf())
          && version.isPresent()
          && version.get().kind() == Version.Kind.INSTANT
          && version.get().value() >= birth) {
        // By the source's clock, which may be ahead of ours.
        buckets.add(Math.max(0, (now - version.get().value()) / NANOS));
      }
    }
  }

  @Override
  public synchronized MetricSnapshot collect() {
    HistogramSnapshot.Builder histogram =
        HistogramSnapshot.builder()
            .name(NAME)
            .help("Time from a change at the source to its delivery.");
    byFlow.forEach(
        (flow, buckets) ->
            histogram.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(BOUNDS, buckets.counts.clone()))
                    .sum(buckets.sum)
                    .labels(Labels.of("flow", flow))
                    .build()));
    return histogram.build();
  }

  @Override
  public String getPrometheusName() {
    return NAME;
  }
}
