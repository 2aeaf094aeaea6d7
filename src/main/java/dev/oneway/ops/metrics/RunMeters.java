package dev.oneway.ops.metrics;

import dev.oneway.run.Counts;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.Fate;
import dev.oneway.run.Run;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.run.Traffic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counts what the runs of this process do, from its start on; a restart begins at 0, as Prometheus
 * expects. A run that goes on is counted as far as it is whenever somebody looks, so that no record
 * costs anything. Threads may share it.
 */
public final class RunMeters implements RunObserver {
  /** A failure for which no other system is the reason. */
  private static final String OTHER = "other";

  private static final double MILLIS = 1000.0;

  private static final List<RunState> RESULTS =
      Stream.of(RunState.values()).filter(state -> state != RunState.RUNNING).toList();

  private static final Duration[] DURATIONS =
      Stream.of(100, 500, 1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 14_400_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Map<String, Progress> open = new HashMap<>();

  public RunMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Shows what these flows may count from now on as 0, so that the first time is seen as a rise.
   */
  public void expect(List<String> flows) {
    for (String flow : flows) {
      for (Fate fate : Fate.values()) {
        records(flow, fate).increment(0);
      }
      for (RunState result : RESULTS) {
        runs(flow, result).increment(0);
      }
      read(flow).increment(0);
    }
  }

  @Override
  public synchronized void opened(Run run) {
    open.put(run.id(), new Progress(run));
  }

  @Override
  public synchronized void ended(RunSummary run) {
    Progress progress = open.remove(run.id());
    if (progress != null) {
      progress.take();
    }
    runs(run.flow(), run.state()).increment();
    duration(run.flow()).record(run.duration());
    if (run.state() == RunState.FAILED) {
      failures(run.flow(), run.category().map(FailureCategory::word).orElse(OTHER)).increment();
    }
  }

  /** Counts how far the runs that go on have come. */
  synchronized void collect() {
    open.values().forEach(Progress::take);
  }

  private Counter records(String flow, Fate fate) {
    return Counter.builder("oneway_records")
        .description("Records by what became of them.")
        .tag("flow", flow)
        .tag("fate", fate.word())
        .register(registry);
  }

  private Counter read(String flow) {
    return Counter.builder("oneway_records_read")
        .description("Records that left the source.")
        .tag("flow", flow)
        .register(registry);
  }

  private Counter runs(String flow, RunState result) {
    return Counter.builder("oneway_runs")
        .description("Runs by how they ended.")
        .tag("flow", flow)
        .tag("result", result.word())
        .register(registry);
  }

  private Counter failures(String flow, String category) {
    return Counter.builder("oneway_run_failures")
        .description("Failed runs by what the other system said; other: none did.")
        .tag("flow", flow)
        .tag("category", category)
        .register(registry);
  }

  private Timer duration(String flow) {
    return Timer.builder("oneway_run_duration")
        .description("How long runs take.")
        .tag("flow", flow)
        .serviceLevelObjectives(DURATIONS)
        .register(registry);
  }

  private Counter traffic(String name, String unit, String description, String flow) {
    return Counter.builder(name)
        .description(description)
        .baseUnit(unit)
        .tag("flow", flow)
        .register(registry);
  }

  /** How far a run has been counted. */
  private final class Progress {
    private final Run run;
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private long read;
    private Traffic.Sum traffic = new Traffic.Sum(0, 0, 0, Duration.ZERO);

    Progress(Run run) {
      this.run = run;
    }

    void take() {
      String flow = run.flow();
      Counts counts = run.counts();
      add(read(flow), counts.read() - read);
      read = counts.read();
      for (Fate fate : Fate.values()) {
        add(records(flow, fate), counts.of(fate) - fates.getOrDefault(fate, 0L));
        fates.put(fate, counts.of(fate));
      }
      take(flow, run.traffic().sum());
    }

    private void take(String flow, Traffic.Sum now) {
      add(
          traffic("oneway_http_calls", null, "Requests sent, retries included.", flow),
          now.calls() - traffic.calls());
      add(
          traffic("oneway_http_sent", "bytes", "Bytes of the requests' bodies.", flow),
          now.sentBytes() - traffic.sentBytes());
      add(
          traffic("oneway_http_received", "bytes", "Bytes of the answers' bodies.", flow),
          now.receivedBytes() - traffic.receivedBytes());
      traffic(
              "oneway_limit_wait",
              "seconds",
              "Time waited for the limits of other systems, all threads together.",
              flow)
          .increment(now.waited().minus(traffic.waited()).toMillis() / MILLIS);
      traffic = now;
    }

    /** What was held is held no longer when it is removed; that it was is counted all the same. */
    private static void add(Counter counter, long more) {
      counter.increment((double) Math.max(0, more));
    }
  }
}
