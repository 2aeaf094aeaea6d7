package dev.oneway.oversight;

import dev.oneway.run.Fate;
import dev.oneway.run.Run;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunState;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much a flow had to do in each hour in which it ran: the table {@code volume}. Kept for 90
 * days.
 *
 * <p>Under a crash: counted with the end of each run. Threads may share it.
 */
public final class VolumeLog implements RunObserver {
  private static final long KEPT_HOURS = Duration.ofDays(90).toHours();

  private final StateStore store;
  private final Clock clock;

  public VolumeLog(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * An hour of a flow.
   *
   * @param hour whole hours since 1970
   * @param records that were read, or taken out of its inbox
   * @param rejected of them
   */
  public record Hour(long hour, long runs, long records, long rejected) {
    Instant begin() {
      return Instant.EPOCH.plus(Duration.ofHours(hour));
    }
  }

  @Override
  public void closed(Run run, RunState state) {
    if (!run.kind().isOrdinary() || (state != RunState.DONE && state != RunState.WAITING)) {
      return;
    }
    long hour = hourOf(clock.instant());
    long queued = run.counts().of(Fate.QUEUED); // counted when they are taken out again
    store.useTransaction(
        handle ->
            handle.execute(
                "INSERT INTO volume (flow, hour, runs, records, rejected) VALUES (?, ?, 1, ?, ?)"
                    + " ON CONFLICT (flow, hour) DO UPDATE SET runs = volume.runs + 1,"
                    + " records = volume.records + excluded.records,"
                    + " rejected = volume.rejected + excluded.rejected",
                run.flow(),
                hour,
                run.counts().read() - queued,
                run.counts().of(Fate.REJECTED)));
  }

  static long hourOf(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), Duration.ofHours(1).toSeconds());
  }

  /** The latest hours of a flow that are over, the newest first. */
  public List<Hour> latest(String flow, int limit) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT hour, runs, records, rejected FROM volume WHERE flow = ? AND hour < ?"
                        + " ORDER BY hour DESC LIMIT "
                        + limit)
                .bind(0, flow)
                .bind(1, hourOf(clock.instant()))
                .map(
                    (rs, context) ->
                        new Hour(
                            rs.getLong("hour"),
                            rs.getLong("runs"),
                            rs.getLong("records"),
                            rs.getLong("rejected")))
                .list());
  }

  /** Forgets what is too old to be compared with. */
  public void forget() {
    store.useTransaction(
        handle ->
            handle.execute(
                "DELETE FROM volume WHERE hour < ?", hourOf(clock.instant()) - KEPT_HOURS));
  }
}
