package dev.oneway.ops.history;

import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what has been over for so long that nobody looks at it any more: runs, dead letters that
 * were delivered or discarded, reports, alerts that ended, what was pressed, and the sums of hours.
 * What flows go by is never touched: watermarks, ledgers, inboxes, what waits or goes on.
 *
 * <p>A thousand rows at a time, each in a transaction of its own, so that no run waits for it long;
 * by one process of all that share the store. Under a crash the rest is removed the next time.
 * Belongs to one thread.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final String TASK = "retention";
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration TURN = Duration.ofMinutes(5);
  private static final int BATCH = 1000;

  private final StateStore store;
  private final Keeping keeping;
  private final Clock clock;
  private final int batch;
  private final Turns turns;

  public Retention(StateStore store, Keeping keeping, Clock clock) {
    this(store, keeping, clock, BATCH);
  }

  /**
   * @param batch rows a transaction
   */
  Retention(StateStore store, Keeping keeping, Clock clock, int batch) {
    this.batch = batch;
    this.store = store;
    this.keeping = keeping;
    this.clock = clock;
    turns = new Turns(store, clock);
  }

  /**
   * Something that is removed when it is old.
   *
   * @param what in words
   * @param delete removes some rows that are older than its first parameter, the oldest first, as
   *     many as its second one says
   */
  private record Kind(String what, Duration keep, String delete) {}

  private List<Kind> kinds() {
    return List.of(
        new Kind(
            "runs",
            keeping.runs(),
            "DELETE FROM run WHERE id IN (SELECT id FROM run r WHERE started_at < ?"
                + " AND state NOT IN ('running', 'waiting')"
                + " AND EXISTS (SELECT 1 FROM run l WHERE l.flow = r.flow"
                + " AND l.started_at > r.started_at)"
                + " AND NOT (state = 'done' AND NOT EXISTS (SELECT 1 FROM run l"
                + " WHERE l.flow = r.flow AND l.started_at > r.started_at AND l.state = 'done'))"
                + " ORDER BY started_at LIMIT ?)"),
        new Kind("dead letters", keeping.deadLetters(), oldest("dead_letter", "closed_at")),
        new Kind("reports", keeping.deadLetters(), oldest("report", "made_at")),
        new Kind("alerts", keeping.alerts(), oldest("alert", "resolved_at")),
        new Kind("entries of the audit log", keeping.audit(), oldest("audit", "at")));
  }

  private static String oldest(String table, String time) {
    return "DELETE FROM %1$s WHERE id IN (SELECT id FROM %1$s WHERE %2$s < ? ORDER BY %2$s LIMIT ?)"
        .formatted(table, time);
  }

  /** Removes what is old, unless somebody has done so within the last hour. */
  public void apply() {
    if (!turns.take(TASK, TURN)) {
      return;
    }
    kinds().forEach(this::apply);
    long hour = (clock.millis() - keeping.sums().toMillis()) / RunHours.HOUR_MILLIS;
    sums("run_hour", "hour", hour);
    sums("run_day_duration", "day", hour / RunHours.HOURS_OF_DAY);
    turns.extend(TASK, EVERY);
  }

  private void apply(Kind kind) {
    long before = clock.millis() - kind.keep().toMillis();
    long removed = 0;
    int some = batch;
    while (some == batch) {
      some = store.inTransaction(handle -> handle.execute(kind.delete(), before, batch));
      removed += some;
      turns.extend(TASK, TURN);
    }
    if (removed > 0) {
      LOG.info("{} {} removed, older than {} days", removed, kind.what(), kind.keep().toDays());
    }
  }

  /** An hour, or a day, of all flows at a time. */
  private void sums(String table, String time, long before) {
    int some = 1;
    while (some > 0) {
      some =
          store.inTransaction(
              handle ->
                  handle.execute(
                      "DELETE FROM %1$s WHERE %2$s = (SELECT MIN(%2$s) FROM %1$s WHERE %2$s < ?)"
                          .formatted(table, time),
                      before));
    }
  }
}
