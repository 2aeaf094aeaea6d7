package dev.oneway.alert;

import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What is to be told of alerts, until it is handed on. A notice is stored with what it tells of, so
 * that none is lost and none is made up. Threads may share it.
 */
public final class Notices {
  /** The flow that tells of alerts, and its inbox. Its own aren't told: it couldn't. */
  public static final String FLOW = "alerts";

  private final StateStore store;
  private final Clock clock;

  Notices(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void add(Handle handle, String alert, String flow, Notice.Event event) {
    if (!flow.equals(FLOW)) {
      handle.execute(
          "INSERT INTO alert_notice (id, alert_id, event, at) VALUES (?, ?, ?, ?)",
          UUID.randomUUID().toString(),
          alert,
          event.word(),
          clock.millis());
    }
  }

  /** Those that weren't handed on, in their order. */
  public List<Notice> waiting(int limit) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT n.id AS notice_id, n.event, n.at, a.* FROM alert_notice n"
                        + " JOIN alert a ON a.id = n.alert_id WHERE n.sent_at IS NULL"
                        + " ORDER BY n.at, n.event LIMIT "
                        + limit)
                .map(
                    (rs, context) ->
                        new Notice(
                            rs.getString("notice_id"),
                            Notice.Event.ofWord(rs.getString("event")),
                            Instant.ofEpochMilli(rs.getLong("at")),
                            Alerts.alert(rs)))
                .list());
  }

  /** These are handed on, durably. */
  public void handedOn(List<Notice> notices) {
    store.useTransaction(
        handle ->
            notices.forEach(
                notice ->
                    handle.execute(
                        "UPDATE alert_notice SET sent_at = ? WHERE id = ?",
                        clock.millis(),
                        notice.id())));
  }

  /** While nobody is to be told, what is over needs no telling later. */
  public void forgetWhatIsOver() {
    store.useTransaction(
        handle ->
            handle.execute(
                "UPDATE alert_notice SET sent_at = ? WHERE sent_at IS NULL AND alert_id IN"
                    + " (SELECT id FROM alert WHERE resolved_at IS NOT NULL)",
                clock.millis()));
  }
}
