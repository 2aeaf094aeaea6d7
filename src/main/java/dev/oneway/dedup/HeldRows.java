package dev.oneway.dedup;

import dev.oneway.record.KeyTypes;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Version;
import dev.oneway.run.HeldDelete;
import dev.oneway.run.HeldState;
import dev.oneway.run.Run;
import dev.oneway.run.RunState;
import dev.oneway.state.InList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** What is gone at the source and not removed yet, of one ledger: the table held_delete. */
final class HeldRows {
  private static final String COLUMNS =
      "h.record_key, h.run_id, r.state, h.state, h.version, h.source";
  private static final String ENDED =
      " AND NOT EXISTS (SELECT 1 FROM run r WHERE r.id = held_delete.run_id AND r.state = 'running')";
  private static final String VALUES = "values";

  private final Handle handle;
  private final long ledger;

  HeldRows(Handle handle, long ledger) {
    this.handle = handle;
    this.ledger = ledger;
  }

  /**
   * One of them.
   *
   * @param running whether its run is still open
   * @param version null without one
   * @param source the record that told it, as JSON; null of one that a complete read lacked
   */
  record Row(
      String key, String run, boolean running, HeldState state, Version version, String source) {
    /** Whether it is this run's, and nothing is decided about it yet. */
    boolean isOwn(Run other) {
      return run.equals(other.id()) && state == HeldState.HELD;
    }

    /** Whether this run may remove it now. */
    boolean isReleasedTo(Run other) {
      return run.equals(other.id()) && (state == HeldState.RELEASED || state == HeldState.APPROVED);
    }

    boolean isNewerThan(MappedRecord record) {
      return compared(record).filter(order -> order > 0).isPresent();
    }

    /** Whether the record says something that this one doesn't. */
    boolean isNews(MappedRecord record) {
      return compared(record)
          .map(order -> order < 0)
          .orElseGet(() -> !RecordJson.writeRecord(record.source()).equals(source));
    }

    private Optional<Integer> compared(MappedRecord record) {
      return record
          .version()
          .filter(other -> version != null && other.kind() == version.kind())
          .map(other -> version.compareTo(other));
    }
  }

  /** Those of the keys. */
  Map<String, Row> of(List<String> keys) {
    Map<String, Row> rows = new HashMap<>();
    InList.forEachPart(keys, part -> select(part).forEach(row -> rows.put(row.key(), row)));
    return rows;
  }

  private List<Row> select(List<String> keys) {
    Query query =
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM held_delete h LEFT JOIN run r ON r.id = h.run_id"
                    + " WHERE h.ledger_id = ? AND h.record_key IN "
                    + InList.placeholders(keys))
            .bind(0, ledger);
    for (int i = 0; i < keys.size(); i++) {
      query.bind(i + 1, keys.get(i));
    }
    return query.map((rs, ctx) -> row(rs)).list();
  }

  private static Row row(ResultSet rs) throws SQLException {
    String version = rs.getString(5);
    return new Row(
        rs.getString(1),
        rs.getString(2),
        RunState.RUNNING.word().equals(rs.getString(3)),
        HeldState.ofWord(rs.getString(4)),
        version == null ? null : Version.parse(version),
        rs.getString(6));
  }

  /** Holds what the source tells; a batch that waits keeps its run. */
  void hold(Run run, Collection<MappedRecord> records) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO held_delete (ledger_id, record_key, run_id, state, key_values, version,"
                + " source) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ledger_id, record_key)"
                + " DO UPDATE SET version = excluded.version, source = excluded.source,"
                + " run_id = CASE WHEN held_delete.state = 'waiting' THEN held_delete.run_id"
                + " ELSE excluded.run_id END,"
                + " state = CASE WHEN held_delete.state = 'waiting' THEN held_delete.state"
                + " ELSE excluded.state END");
    for (MappedRecord record : records) {
      batch.add(
          ledger,
          record.key(),
          run.id(),
          HeldState.HELD.word(),
          json(KeyTypes.valuesOf(record)),
          record.version().map(Version::toString).orElse(null),
          RecordJson.writeRecord(record.source()));
    }
    batch.execute();
  }

  /** Holds what a complete read lacked, and counts what wasn't held already. */
  int holdMissing(Run run, KeyTypes types, Collection<String> keys) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO held_delete (ledger_id, record_key, run_id, state, key_values)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    keys.forEach(
        key -> batch.add(ledger, key, run.id(), HeldState.HELD.word(), json(types.values(key))));
    int held = 0;
    for (int one : batch.execute()) {
      held += one;
    }
    return held;
  }

  /** The keys of those a complete read lacked, behind a key, in the order of the ledger. */
  List<String> missingBehind(String key, int most) {
    return handle
        .createQuery(
            "SELECT record_key FROM held_delete WHERE ledger_id = ? AND record_key > ?"
                + " AND source IS NULL AND state <> 'approved' ORDER BY record_key LIMIT "
                + most)
        .bind(0, ledger)
        .bind(1, key)
        .mapTo(String.class)
        .list();
  }

  private static String json(List<Object> key) {
    return RecordJson.writeRecord(Map.of(VALUES, key));
  }

  void remove(Collection<String> keys) {
    PreparedBatch batch =
        handle.prepareBatch("DELETE FROM held_delete WHERE ledger_id = ? AND record_key = ?");
    keys.forEach(key -> batch.add(ledger, key));
    batch.execute();
  }

  /** Makes those this run's that runs have left which have ended; how many. */
  int takeOver(Run run) {
    return handle.execute(
            "UPDATE held_delete SET run_id = ?, state = 'held'"
                + " WHERE ledger_id = ? AND run_id <> ? AND state IN ('held', 'released')"
                + ENDED,
            run.id(),
            ledger,
            run.id())
        + handle.execute(
            "UPDATE held_delete SET run_id = ?"
                + " WHERE ledger_id = ? AND run_id <> ? AND state = 'approved'"
                + ENDED,
            run.id(),
            ledger,
            run.id());
  }

  /** How many of this run aren't decided about. */
  long held(Run run) {
    return count(" AND state = 'held' AND run_id = ?", run.id());
  }

  /** How many wait for somebody's word. */
  long waiting() {
    return count(" AND state = ?", HeldState.WAITING.word());
  }

  private long count(String which, String parameter) {
    return handle
        .createQuery("SELECT count(*) FROM held_delete WHERE ledger_id = ?" + which)
        .bind(0, ledger)
        .bind(1, parameter)
        .mapTo(Long.class)
        .one();
  }

  /** Decides about those of this run. */
  void decide(Run run, HeldState state) {
    handle.execute(
        "UPDATE held_delete SET state = ? WHERE ledger_id = ? AND run_id = ? AND state = 'held'",
        state.word(),
        ledger,
        run.id());
  }

  /**
   * One this run is to remove.
   *
   * @param key by which they are in order
   */
  record Due(String key, HeldDelete delete) {}

  /** Those this run is to remove, behind a key, in the order of the ledger. */
  List<Due> due(Run run, String behind, int most) {
    return handle
        .createQuery(
            "SELECT record_key, key_values, version, source FROM held_delete"
                + " WHERE ledger_id = ? AND run_id = ? AND state IN ('released', 'approved')"
                + " AND record_key > ? ORDER BY record_key LIMIT "
                + most)
        .bind(0, ledger)
        .bind(1, run.id())
        .bind(2, behind)
        .map((rs, ctx) -> due(rs))
        .list();
  }

  @SuppressWarnings("unchecked")
  private static Due due(ResultSet rs) throws SQLException {
    String source = rs.getString(4);
    return new Due(
        rs.getString(1),
        new HeldDelete(
            (List<Object>) RecordJson.readRecord(rs.getString(2)).get(VALUES),
            Optional.ofNullable(rs.getString(3)).map(Version::parse),
            source == null ? Map.of() : RecordJson.readRecord(source)));
  }
}
