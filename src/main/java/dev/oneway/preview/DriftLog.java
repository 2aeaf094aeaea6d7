package dev.oneway.preview;

import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.run.RunState;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the latest comparison of each flow has found: the table drift. Threads may share it. */
public final class DriftLog {
  private final StateStore store;
  private final Alerts alerts;
  private final Clock clock;

  public DriftLog(StateStore store, Alerts alerts, Clock clock) {
    this.store = store;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * What was found of a flow.
   *
   * @param extra empty where the destination can't be listed
   * @param repaired how many records the comparison delivered once more
   */
  public record Entry(
      String flow,
      String run,
      Instant checkedAt,
      long compared,
      long missing,
      long changed,
      OptionalLong extra,
      long repaired) {

    /** Records that still aren't as they were delivered. */
    public long drifted() {
      return Math.max(0, missing + changed - repaired);
    }
  }

  /** Keeps what was found, and raises or ends the flow's alert. What failed has found nothing. */
  public void keep(Drift drift) {
    if (drift.run().state() == RunState.DONE) {
      store.useTransaction(
          handle -> {
            keep(entryOf(drift));
          });
    }
  }

  private Entry entryOf(Drift drift) {
    return new Entry(
        drift.run().flow(),
        drift.run().id(),
        clock.instant(),
        drift.compared(),
        drift.tally().of(DriftKind.MISSING),
        drift.tally().of(DriftKind.CHANGED),
        drift.unlisted().isPresent()
            ? OptionalLong.empty()
            : OptionalLong.of(drift.tally().of(DriftKind.EXTRA)),
        drift.repaired());
  }

  private void keep(Entry entry) {
    store.useTransaction(
        handle ->
            handle.execute(
                "INSERT INTO drift (flow, run_id, checked_at, compared, missing, changed, extra,"
                    + " repaired) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (flow) DO UPDATE SET"
                    + " run_id = excluded.run_id, checked_at = excluded.checked_at, compared ="
                    + " excluded.compared, missing = excluded.missing, changed = excluded.changed,"
                    + " extra = excluded.extra, repaired = excluded.repaired",
                entry.flow(),
                entry.run(),
                entry.checkedAt().toEpochMilli(),
                entry.compared(),
                entry.missing(),
                entry.changed(),
                entry.extra().isPresent() ? entry.extra().getAsLong() : null,
                entry.repaired()));
    if (entry.drifted() == 0) {
      alerts.resolve(entry.flow(), AlertKind.DRIFT);
    } else {
      alerts.raise(entry.flow(), AlertKind.DRIFT, Optional.of(entry.run()), words(entry));
    }
  }

  private static String words(Entry entry) {
    return "%,d of %,d records in the destination aren't as they were delivered: %,d missing, %,d changed. See `oneway drift %s`; with --repair the source wins."
        .formatted(
            entry.drifted(), entry.compared(), entry.missing(), entry.changed(), entry.flow());
  }

  /** All flows that were ever compared, by name. */
  public List<Entry> latest() {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT * FROM drift ORDER BY flow")
                .map(
                    (rs, ctx) -> {
                      long extra = rs.getLong("extra");
                      OptionalLong known =
                          rs.wasNull() ? OptionalLong.empty() : OptionalLong.of(extra);
                      return new Entry(
                          rs.getString("flow"),
                          rs.getString("run_id"),
                          Instant.ofEpochMilli(rs.getLong("checked_at")),
                          rs.getLong("compared"),
                          rs.getLong("missing"),
                          rs.getLong("changed"),
                          known,
                          rs.getLong("repaired"));
                    })
                .list());
  }
}
