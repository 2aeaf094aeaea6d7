package dev.oneway.alert;

import dev.oneway.state.StateStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts, in the state store. One is raised when something begins and resolved when it ends,
 * however often it is noticed in between, and by whichever process.
 *
 * <p>Under a crash: an alert is on disk before anybody is told of it. Threads may share it.
 */
public final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

  private final StateStore store;
  private final Clock clock;

  public Alerts(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Raises an alert, unless the flow has an open one of this kind. Joins the transaction this
   * thread is in.
   *
   * @param run the run that tells of it, if it is one
   * @param text see {@link Alert#text()}
   * @return whether it is new
   */
  public boolean raise(String flow, AlertKind kind, Optional<String> run, String text) {
    int raised =
        store.inTransaction(
            handle ->
                handle.execute(
                    "INSERT INTO alert (id, flow, kind, run_id, text, raised_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    UUID.randomUUID().toString(),
                    flow,
                    kind.word(),
                    run.orElse(null),
                    text,
                    clock.millis()));
    if (raised > 0) {
      LOG.warn("{}: {}: {}", flow, kind.word(), text);
    }
    return raised > 0;
  }

  /**
   * Ends the flow's open alert of this kind, if there is one. Joins the transaction this thread is
   * in.
   *
   * @return whether there was one
   */
  public boolean resolve(String flow, AlertKind kind) {
    int resolved =
        store.inTransaction(
            handle ->
                handle.execute(
                    "UPDATE alert SET resolved_at = ?"
                        + " WHERE flow = ? AND kind = ? AND resolved_at IS NULL",
                    clock.millis(),
                    flow,
                    kind.word()));
    if (resolved > 0) {
      LOG.info("{}: {}: resolved", flow, kind.word());
    }
    return resolved > 0;
  }

  /** Those that last, the newest first. */
  public List<Alert> open() {
    return query("WHERE resolved_at IS NULL ORDER BY raised_at DESC, id");
  }

  /** Also those that are over, the newest first. */
  public List<Alert> latest(int limit) {
    return query("ORDER BY raised_at DESC, id LIMIT " + limit);
  }

  private List<Alert> query(String which) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT * FROM alert " + which)
                .map((rs, context) -> alert(rs))
                .list());
  }

  private static Alert alert(ResultSet rs) throws SQLException {
    long resolvedAt = rs.getLong("resolved_at");
    boolean lasts = rs.wasNull();
    return new Alert(
        rs.getString("id"),
        rs.getString("flow"),
        AlertKind.ofWord(rs.getString("kind")),
        Optional.ofNullable(rs.getString("run_id")),
        rs.getString("text"),
        Instant.ofEpochMilli(rs.getLong("raised_at")),
        lasts ? Optional.empty() : Optional.of(Instant.ofEpochMilli(resolvedAt)));
  }
}
