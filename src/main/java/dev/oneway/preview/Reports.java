package dev.oneway.preview;

import dev.oneway.run.RunSummary;
import dev.oneway.state.StateStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Pages of what plans and comparisons have found, in the state store: of each flow the last plans,
 * and the last comparison. They hold values of fields. Threads may share it.
 */
public final class Reports {
  /** What a report is of. */
  public enum Kind {
    PLAN("plan", 10),
    DRIFT("drift", 1);

    private final String word;
    private final int most;

    Kind(String word, int most) {
      this.word = word;
      this.most = most;
    }
  }

  /**
   * A report without its page.
   *
   * @param id of the run that made it
   */
  public record Report(String id, String flow, Instant madeAt) {}

  private final StateStore store;
  private final Clock clock;

  public Reports(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Keeps a page, and of its flow no more than the last ones. */
  public void keep(Kind kind, RunSummary run, String html) {
    store.useTransaction(
        handle -> {
          handle.execute(
              "INSERT INTO report (id, flow, kind, made_at, html) VALUES (?, ?, ?, ?, ?)",
              run.id(),
              run.flow(),
              kind.word,
              clock.millis(),
              html);
          handle.execute(
              "DELETE FROM report WHERE flow = ? AND kind = ? AND id NOT IN (SELECT id FROM report"
                  + " WHERE flow = ? AND kind = ? ORDER BY made_at DESC, id LIMIT "
                  + kind.most
                  + ")",
              run.flow(),
              kind.word,
              run.flow(),
              kind.word);
        });
  }

  /** The newest first. */
  public List<Report> latest(Kind kind, int limit) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT id, flow, made_at FROM report WHERE kind = ?"
                        + " ORDER BY made_at DESC, id LIMIT "
                        + limit)
                .bind(0, kind.word)
                .map((rs, ctx) -> report(rs))
                .list());
  }

  private static Report report(ResultSet rs) throws SQLException {
    return new Report(
        rs.getString("id"), rs.getString("flow"), Instant.ofEpochMilli(rs.getLong("made_at")));
  }

  /** The page of a plan. */
  public Optional<String> plan(String id) {
    return page("id = ?", Kind.PLAN, id);
  }

  /** The page of a flow's last comparison. */
  public Optional<String> drift(String flow) {
    return page("flow = ?", Kind.DRIFT, flow);
  }

  private Optional<String> page(String which, Kind kind, String value) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT html FROM report WHERE "
                        + which
                        + " AND kind = ? ORDER BY made_at DESC LIMIT 1")
                .bind(0, value)
                .bind(1, kind.word)
                .mapTo(String.class)
                .findOne());
  }
}
