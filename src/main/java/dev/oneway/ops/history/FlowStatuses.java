package dev.oneway.ops.history;

import dev.oneway.run.RunKind;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.state.StateStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * How each flow is doing, since when, and how long it took to be well again: the table flow_status,
 * kept up to date by the end of each ordinary run, so that nobody has to read the history for it.
 *
 * <p>Under a crash: it is stored with the end of the run. Threads and processes may share it.
 */
public final class FlowStatuses implements RunObserver {
  private static final String INBOX = "inbox";
  private static final String SOURCE = "source";

  private static final String RECOVERED =
      "last_success_at = excluded.last_success_at, failures = 0, failing_since = NULL,"
          + " failed_run = NULL,"
          + " recovered_at = CASE WHEN flow_status.failing_since IS NULL"
          + " THEN flow_status.recovered_at ELSE excluded.last_ended_at END,"
          + " outage_millis = CASE WHEN flow_status.failing_since IS NULL"
          + " THEN flow_status.outage_millis"
          + " ELSE excluded.last_ended_at - flow_status.failing_since END";

  private static final String FAILING =
      "failures = flow_status.failures + 1, failed_run = excluded.failed_run,"
          + " failing_since = COALESCE(flow_status.failing_since, excluded.failing_since)";

  private final StateStore store;

  public FlowStatuses(StateStore store) {
    this.store = store;
  }

  @Override
  public void recorded(RunSummary run) {
    if (RunKind.ofWord(run.kind()).isOrdinary()) {
      store.useTransaction(handle -> record(handle, run));
    }
  }

  private static void record(Handle handle, RunSummary run) {
    long end = run.endedAt().orElseThrow().toEpochMilli();
    boolean well = run.state() == RunState.DONE || run.state() == RunState.WAITING;
    boolean failed = run.state() == RunState.FAILED;
    handle
        .createUpdate(
            "INSERT INTO flow_status (flow, part, last_ended_at, last_success_at, failing_since,"
                + " failed_run, failures) VALUES (:flow, :part, :end, :success, :failure,"
                + " :failedRun, :failures) ON CONFLICT (flow, part) DO UPDATE SET"
                + " last_ended_at = excluded.last_ended_at"
                + (well ? ", " + RECOVERED : "")
                + (failed ? ", " + FAILING : ""))
        .bind("flow", run.flow())
        .bind("part", run.kind().equals(RunKind.INBOX.word()) ? INBOX : SOURCE)
        .bind("end", end)
        .bind("success", well ? end : null)
        .bind("failure", failed ? end : null)
        .bind("failedRun", failed ? run.id() : null)
        .bind("failures", failed ? 1 : 0)
        .execute();
  }

  /** All flows that ever had an ordinary run, by name. */
  public Map<String, FlowStatus> byFlow() {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT * FROM flow_status ORDER BY flow, part")
                .map((rs, ctx) -> part(rs))
                .stream()
                .collect(
                    Collectors.groupingBy(
                        FlowStatus::flow,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), FlowStatus::of))));
  }

  /** One flow; empty before its first ordinary run has ended. */
  public Optional<FlowStatus> of(String flow) {
    return store.inTransaction(
        handle -> {
          List<FlowStatus> parts =
              handle
                  .createQuery("SELECT * FROM flow_status WHERE flow = ?")
                  .bind(0, flow)
                  .map((rs, ctx) -> part(rs))
                  .list();
          return parts.isEmpty() ? Optional.empty() : Optional.of(FlowStatus.of(parts));
        });
  }

  private static FlowStatus part(ResultSet rs) throws SQLException {
    Optional<Instant> recoveredAt = instant(rs, "recovered_at");
    long took = rs.getLong("outage_millis");
    return new FlowStatus(
        rs.getString("flow"),
        Instant.ofEpochMilli(rs.getLong("last_ended_at")),
        instant(rs, "last_success_at"),
        instant(rs, "failing_since"),
        Optional.ofNullable(rs.getString("failed_run")),
        rs.getLong("failures"),
        recoveredAt.map(at -> new FlowStatus.Recovery(at, Duration.ofMillis(took))));
  }

  private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
    long millis = rs.getLong(column);
    return rs.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
