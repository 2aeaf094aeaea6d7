package dev.oneway.ops.port;

import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who pressed what, when, and what came of it: the table audit.
 *
 * <p>Under a crash: what somebody asked for is on disk before it is done. Threads may share it.
 */
public final class AuditLog {
  private final StateStore store;
  private final Clock clock;

  public AuditLog(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Notes what is going to be done.
   *
   * @return its number, to tell the result of
   */
  long begin(Account account, String address, String action, String target) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO audit (at, who, address, action, target) VALUES (?, ?, ?, ?, ?)"
                        + " RETURNING id")
                .bind(0, clock.millis())
                .bind(1, account.name())
                .bind(2, address)
                .bind(3, action)
                .bind(4, target)
                .mapTo(Long.class)
                .one());
  }

  void end(long id, String result) {
    store.useTransaction(
        handle -> handle.execute("UPDATE audit SET result = ? WHERE id = ?", result, id));
  }

  /**
   * The newest first.
   *
   * @param before only those with a smaller number; {@link Long#MAX_VALUE} for all
   */
  public List<AuditEntry> latest(long before, int limit) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT " + limit)
                .bind(0, before)
                .map(
                    (rs, ctx) ->
                        new AuditEntry(
                            rs.getLong("id"),
                            Instant.ofEpochMilli(rs.getLong("at")),
                            rs.getString("who"),
                            rs.getString("address"),
                            rs.getString("action"),
                            rs.getString("target"),
                            Optional.ofNullable(rs.getString("result"))))
                .list());
  }
}
