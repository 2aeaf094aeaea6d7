package dev.oneway.alert;

import dev.oneway.state.StateStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
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
  private final Notices notices;

  public Alerts(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    notices = new Notices(store, clock);
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
    boolean raised =
        store.inTransaction(
            handle -> {
              String id = UUID.randomUUID().toString();
              int rows =
                  handle.execute(
                      "INSERT INTO alert (id, flow, kind, run_id, text, raised_at)"
                          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                      id,
                      flow,
                      kind.word(),
                      run.orElse(null),
                      text,
                      clock.millis());
              if (rows > 0) {
                notices.add(handle, id, flow, Notice.Event.RAISED);
              }
              return rows > 0;
            });
    if (raised) {
      LOG.warn("{}: {}: {}", flow, kind.word(), text);
    }
    return raised;
  }

  /**
   * Ends the flow's open alert of this kind, if there is one. Joins the transaction this thread is
   * in.
   *
   * @return whether there was one
   */
  public boolean resolve(String flow, AlertKind kind) {
    return resolve(flow, kind, Optional.empty());
  }

  /**
   * The same with more to say.
   *
   * @param resolution how it ended
   */
  public boolean resolve(String flow, AlertKind kind, Optional<String> resolution) {
    boolean resolved =
        store.inTransaction(
            handle -> {
              Optional<String> open =
                  handle
                      .createQuery(
                          "SELECT id FROM alert"
                              + " WHERE flow = ? AND kind = ? AND resolved_at IS NULL"
                              + store.forUpdate())
                      .bind(0, flow)
                      .bind(1, kind.word())
                      .mapTo(String.class)
                      .findOne();
              open.ifPresent(
                  id -> {
                    handle.execute(
                        "UPDATE alert SET resolved_at = ?, resolution = ? WHERE id = ?",
                        clock.millis(),
                        resolution.orElse(null),
                        id);
                    notices.add(handle, id, flow, Notice.Event.RESOLVED);
                  });
              return open.isPresent();
            });
    if (resolved) {
      LOG.info("{}: {}: {}", flow, kind.word(), resolution.orElse("resolved"));
    }
    return resolved;
  }

  /**
   * The same for who has looked at all of them just now: most often there is none, and then nothing
   * is asked.
   *
   * @param open what {@link #open()} gave
   */
  public void resolveAmong(List<Alert> open, String flow, AlertKind kind) {
    if (open.stream().anyMatch(alert -> alert.flow().equals(flow) && alert.kind() == kind)) {
      resolve(flow, kind);
    }
  }

  /**
   * Notes that somebody has seen an alert that lasts: it isn't escalated any more.
   *
   * @return false when there is no such alert, it is over, or it was acknowledged before
   */
  public boolean acknowledge(String id, String by) {
    return store.inTransaction(
            handle ->
                handle.execute(
                    "UPDATE alert SET acknowledged_at = ?, acknowledged_by = ? WHERE id = ?"
                        + " AND resolved_at IS NULL AND acknowledged_at IS NULL",
                    clock.millis(),
                    by,
                    id))
        > 0;
  }

  /** Tells once more of those that have lasted this long and that nobody has acknowledged. */
  public void escalate(Duration after) {
    store.useTransaction(
        handle ->
            open().stream()
                .filter(alert -> alert.acknowledged().isEmpty() && alert.escalatedAt().isEmpty())
                .filter(alert -> alert.lasted(clock.instant()).compareTo(after) >= 0)
                .forEach(alert -> escalate(handle, alert)));
  }

  private void escalate(Handle handle, Alert alert) {
    int first =
        handle.execute(
            "UPDATE alert SET escalated_at = ? WHERE id = ? AND escalated_at IS NULL",
            clock.millis(),
            alert.id());
    if (first > 0) {
      notices.add(handle, alert.id(), alert.flow(), Notice.Event.ESCALATED);
      LOG.warn(
          "{}: {}: nobody has acknowledged it: {}",
          alert.flow(),
          alert.kind().word(),
          alert.text());
    }
  }

  /** What is to be told of them. */
  public Notices notices() {
    return notices;
  }

  /**
   * The alert of this id, or the only one whose id begins so.
   *
   * @return empty when there is none, or more than one
   */
  public Optional<Alert> find(String id) {
    List<Alert> found =
        store.inTransaction(
            handle ->
                handle
                    .createQuery("SELECT * FROM alert WHERE substr(id, 1, length(?)) = ? LIMIT 2")
                    .bind(0, id)
                    .bind(1, id)
                    .map((rs, context) -> alert(rs))
                    .list());
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** The flow's alert of this kind, if it lasts. */
  public Optional<Alert> open(String flow, AlertKind kind) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM alert WHERE flow = ? AND kind = ? AND resolved_at IS NULL")
                .bind(0, flow)
                .bind(1, kind.word())
                .map((rs, context) -> alert(rs))
                .findOne());
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

  static Alert alert(ResultSet rs) throws SQLException {
    return new Alert(
        rs.getString("id"),
        rs.getString("flow"),
        AlertKind.ofWord(rs.getString("kind")),
        Optional.ofNullable(rs.getString("run_id")),
        rs.getString("text"),
        Instant.ofEpochMilli(rs.getLong("raised_at")),
        time(rs, "resolved_at"),
        Optional.ofNullable(rs.getString("resolution")),
        acknowledgement(rs),
        time(rs, "escalated_at"));
  }

  private static Optional<Alert.Acknowledgement> acknowledgement(ResultSet rs) throws SQLException {
    String by = rs.getString("acknowledged_by");
    return time(rs, "acknowledged_at").map(at -> new Alert.Acknowledgement(by, at));
  }

  private static Optional<Instant> time(ResultSet rs, String column) throws SQLException {
    long millis = rs.getLong(column);
    return rs.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
