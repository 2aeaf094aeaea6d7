package dev.oneway.oversight;

import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.record.Version;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Run;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunState;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Raises an alert when a change takes longer from the source to the destination than is promised,
 * and ends it with a run that delivers all of its changes in time. What was changed before the
 * flow's first run isn't promised.
 *
 * <p>Costs nothing for a flow without a promise. Threads may share it.
 */
public final class LatencyWatch implements RunObserver {
  private static final Set<Fate> CHANGED = EnumSet.of(Fate.CREATED, Fate.UPDATED);

  private final StateStore store;
  private final Alerts alerts;
  private final Clock clock;
  private final Function<String, Optional<Duration>> promises;
  private final Map<String, Delivered> ofRun = new ConcurrentHashMap<>();
  private final Map<String, Instant> firstRuns = new ConcurrentHashMap<>();

  /** What a run has delivered so far. Used by one thread at a time. */
  private static final class Delivered {
    private long inTime;
    private long late;
    private Duration longest = Duration.ZERO;

    synchronized void add(Duration took, Duration promised) {
      if (took.compareTo(promised) <= 0) {
        inTime++;
      } else {
        late++;
        longest = took.compareTo(longest) > 0 ? took : longest;
      }
    }
  }

  /**
   * @param promises how long a change may take, by the flow's name
   */
  public LatencyWatch(
      StateStore store, Alerts alerts, Clock clock, Function<String, Optional<Duration>> promises) {
    this.store = store;
    this.alerts = alerts;
    this.clock = clock;
    this.promises = promises;
  }

  @Override
  public void settled(Run run, List<Outcome> outcomes) {
    Optional<Duration> promise = promises.apply(run.flow());
    if (promise.isEmpty() || !run.kind().isOrdinary()) {
      return;
    }
    Instant now = clock.instant();
    Instant since = firstRuns.computeIfAbsent(run.flow(), this::firstRun);
    Delivered delivered = ofRun.computeIfAbsent(run.id(), id -> new Delivered());
    for (Outcome outcome : outcomes) {
      if (CHANGED.contains(outcome.fateOf())) {
        outcome
            .record()
            .version()
            .filter(version -> version.kind() == Version.Kind.INSTANT)
            .map(Version::instant)
            .filter(changed -> !changed.isBefore(since))
            .ifPresent(changed -> delivered.add(Duration.between(changed, now), promise.get()));
      }
    }
  }

  private Instant firstRun(String flow) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT MIN(started_at) FROM run WHERE flow = ?")
                .bind(0, flow)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli)
                .orElseGet(clock::instant));
  }

  @Override
  public void closed(Run run, RunState state) {
    Delivered delivered = ofRun.remove(run.id());
    if (delivered == null) {
      return;
    }
    if (delivered.late > 0) {
      alerts.raise(run.flow(), AlertKind.LATENCY, Optional.of(run.id()), words(run, delivered));
    } else if (delivered.inTime > 0) {
      alerts.resolve(run.flow(), AlertKind.LATENCY);
    }
  }

  private String words(Run run, Delivered delivered) {
    return "%,d changes arrived later than promised (%s); the longest took %s. Its runs say what they waited for: `oneway runs %s`."
        .formatted(
            delivered.late,
            promises.apply(run.flow()).map(Lasting::words).orElse(""),
            Lasting.words(delivered.longest),
            run.flow());
  }
}
