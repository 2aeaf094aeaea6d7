package dev.oneway.governance;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.mapping.model.Contract;
import dev.oneway.mapping.model.Contract.OnEmpty;
import dev.oneway.record.Version;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Run;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunState;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Watches whether sources give what mappings expect of them: a run that reads nothing, and a flow
 * whose newest change is too old.
 *
 * <p>A flow is as fresh as the newest change of its source that has arrived, by the source's own
 * clock (the mapping's {@code changedAt}). Where that is no time, it is as fresh as the last run
 * that wrote something. How the runs ended is no matter: a flow that fails, one that isn't started
 * and one whose source has silently stopped grow old alike.
 *
 * <p>Under a crash: what a run has seen is stored with its end. Threads may share it.
 */
public final class SourceWatch implements RunObserver {
  private static final List<Fate> WRITTEN = List.of(Fate.CREATED, Fate.UPDATED, Fate.DELETED);

  private final StateStore store;
  private final Alerts alerts;
  private final Clock clock;
  private final Function<String, Optional<Contract>> contracts;

  /**
   * @param contracts what a flow's mapping expects, by the flow's name
   */
  public SourceWatch(
      StateStore store,
      Alerts alerts,
      Clock clock,
      Function<String, Optional<Contract>> contracts) {
    this.store = store;
    this.alerts = alerts;
    this.clock = clock;
    this.contracts = contracts;
  }

  @Override
  public void ending(Run run) {
    if (!run.kind().movesWatermark() || run.failure().isPresent()) {
      return;
    }
    OnEmpty onEmpty = contracts.apply(run.flow()).map(Contract::onEmpty).orElse(OnEmpty.OK);
    if (run.counts().read() > 0 || onEmpty == OnEmpty.OK) {
      alerts.resolve(run.flow(), AlertKind.EMPTY);
      return;
    }
    alerts.raise(
        run.flow(),
        AlertKind.EMPTY,
        Optional.of(run.id()),
        "The source gave no record. Look whether it still has some, and whether its credentials may"
            + " see them.");
    if (onEmpty == OnEmpty.FAIL) {
      run.fail(
          new FatalException(
              "the source gave no record, which the mapping doesn't expect (`onEmpty: fail`)."));
    }
  }

  @Override
  public void closed(Run run, RunState state) {
    boolean arrived =
        (state == RunState.DONE || state == RunState.WAITING) && run.kind().isOrdinary();
    if (arrived && run.counts().of(Fate.QUEUED) == 0) {
      newest(run).ifPresent(newest -> store(run.flow(), newest));
    }
  }

  /** Never later than now: one record dated in the future must not keep a flow fresh. */
  private Optional<Instant> newest(Run run) {
    Instant now = clock.instant();
    Optional<Instant> changed =
        run.highest()
            .filter(version -> version.kind() == Version.Kind.INSTANT)
            .map(Version::instant)
            .map(instant -> instant.isBefore(now) ? instant : now);
    boolean wrote = WRITTEN.stream().anyMatch(fate -> run.counts().of(fate) > 0);
    boolean timeless = run.highest().filter(it -> it.kind() == Version.Kind.INSTANT).isEmpty();
    return timeless && wrote ? Optional.of(now) : changed;
  }

  private void store(String flow, Instant newest) {
    store.useTransaction(
        handle ->
            handle.execute(
                "INSERT INTO freshness (flow, newest) VALUES (?, ?) ON CONFLICT (flow) DO UPDATE"
                    + " SET newest = excluded.newest WHERE excluded.newest > freshness.newest",
                flow,
                newest.toEpochMilli()));
  }

  /** When the newest change was made that has arrived, of each flow of which one has. */
  public Map<String, Instant> newestByFlow() {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT flow, newest FROM freshness")
                .reduceRows(
                    new TreeMap<>(),
                    (newest, row) -> {
                      long millis = row.getColumn("newest", Long.class);
                      newest.put(row.getColumn("flow", String.class), Instant.ofEpochMilli(millis));
                      return newest;
                    }));
  }

  /** Raises an alert for each of these flows that is too old, and ends those that are over. */
  public void look(List<String> flows) {
    List<Alert> open = alerts.open();
    flows.forEach(flow -> look(flow, open));
  }

  private void look(String flow, List<Alert> open) {
    Optional<Contract> promise = contracts.apply(flow).filter(it -> it.fresh().isPresent());
    Optional<Instant> newest = promise.map(it -> newestOf(flow));
    if (newest.isPresent() && isTooOld(newest.get(), promise.get().fresh().orElseThrow())) {
      alerts.raise(flow, AlertKind.STALE, Optional.empty(), tooOld(newest.get(), promise.get()));
    } else {
      alerts.resolveAmong(open, flow, AlertKind.STALE);
    }
  }

  private boolean isTooOld(Instant newest, Duration fresh) {
    return newest.isBefore(clock.instant().minus(fresh));
  }

  private static String tooOld(Instant newest, Contract promise) {
    return ("Nothing newer than %s has arrived, and `fresh: %s` is promised. See what its runs say;"
            + " if they are done, look whether the source still changes.")
        .formatted(newest, promise.freshInWords().orElseThrow());
  }

  /** A flow that is looked at for the first time is as fresh as can be. */
  private Instant newestOf(String flow) {
    return store.inTransaction(
        handle -> {
          Optional<Long> newest =
              handle
                  .createQuery("SELECT newest FROM freshness WHERE flow = ?")
                  .bind(0, flow)
                  .mapTo(Long.class)
                  .findOne();
          if (newest.isEmpty()) {
            store(flow, clock.instant());
          }
          return newest.map(Instant::ofEpochMilli).orElseGet(clock::instant);
        });
  }
}
