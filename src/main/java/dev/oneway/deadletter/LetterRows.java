package dev.oneway.deadletter;

import dev.oneway.record.RecordJson;
import dev.oneway.record.Reference;
import dev.oneway.record.Version;
import dev.oneway.run.Rejection;
import dev.oneway.run.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** How refusals become rows of the table dead_letter, and rows become dead letters. */
final class LetterRows {
  private static final String OLDER =
      "excluded.version_kind = dead_letter.version_kind AND excluded.version < dead_letter.version";

  /** One that waits already counts the attempt, and takes the content unless it is older. */
  private static final String STORE =
      "INSERT INTO dead_letter (id, flow, identity, record_key, version, version_kind, source,"
          + " category, field, reason, attempts, first_at, last_at, run_id, awaits_flow,"
          + " awaits_ledger, awaits_key, state) VALUES"
          + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')"
          + " ON CONFLICT (flow, identity) WHERE state = 'waiting' DO UPDATE SET"
          + " attempts = dead_letter.attempts + excluded.attempts, last_at = excluded.last_at,"
          + " run_id = excluded.run_id, "
          + Stream.of(
                  "version",
                  "version_kind",
                  "source",
                  "category",
                  "field",
                  "reason",
                  "awaits_flow",
                  "awaits_ledger",
                  "awaits_key")
              .map(LetterRows::unlessOlder)
              .collect(Collectors.joining(", "));

  private LetterRows() {}

  private static String unlessOlder(String column) {
    return "%1$s = CASE WHEN %2$s THEN dead_letter.%1$s ELSE excluded.%1$s END"
        .formatted(column, OLDER);
  }

  static void store(Handle handle, Run run, List<Rejection> rejections, Instant now) {
    PreparedBatch batch = handle.prepareBatch(STORE);
    boolean keyless = anyKeyless(handle, run.flow());
    for (Refusal refusal : Refusal.of(rejections)) {
      if (keyless) {
        refusal.rejection().key().ifPresent(key -> learnKey(handle, run, refusal));
      }
      if (isDiscarded(handle, run, refusal, now)) {
        continue;
      }
      Rejection rejection = refusal.rejection();
      batch.add(
          UUID.randomUUID().toString(),
          run.flow(),
          refusal.identity(),
          rejection.key().map(Identity::storable).orElse(null),
          rejection.version().map(Version::value).orElse(null),
          rejection.version().map(version -> version.kind().name()).orElse(null),
          RecordJson.writeRecord(rejection.source()),
          rejection.category(),
          rejection.field().map(Identity::storable).orElse(null),
          Identity.storable(rejection.reason()),
          refusal.attempts(),
          now.toEpochMilli(),
          now.toEpochMilli(),
          run.id(),
          rejection.awaits().map(Reference::flow).orElse(null),
          rejection.awaits().map(Reference::ledger).orElse(null),
          rejection.awaits().map(Reference::key).orElse(null));
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static boolean anyKeyless(Handle handle, String flow) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT 1 FROM dead_letter WHERE flow = ? AND state = 'waiting'"
                + " AND record_key IS NULL)")
        .bind(0, flow)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * A record that waits without a key, as its mapping found none, goes on waiting under the one it
   * has by now. Where a letter of that key waits already, that one is enough.
   */
  private static void learnKey(Handle handle, Run run, Refusal refusal) {
    String unknown = Identity.digest(refusal.rejection().source());
    handle.execute(
        "UPDATE dead_letter SET identity = ?, record_key = ? WHERE flow = ? AND identity = ?"
            + " AND state = 'waiting' AND NOT EXISTS (SELECT 1 FROM dead_letter AS other"
            + " WHERE other.flow = ? AND other.identity = ? AND other.state = 'waiting')",
        refusal.identity(),
        refusal.identity(),
        run.flow(),
        unknown,
        run.flow(),
        refusal.identity());
    handle.execute(
        "DELETE FROM dead_letter WHERE flow = ? AND identity = ? AND state = 'waiting'",
        run.flow(),
        unknown);
  }

  /** What somebody gave up doesn't come back unless it has changed; the attempt is counted. */
  private static boolean isDiscarded(Handle handle, Run run, Refusal refusal, Instant now) {
    return handle.execute(
            "UPDATE dead_letter SET attempts = attempts + ?, last_at = ?, run_id = ? WHERE flow = ?"
                + " AND identity = ? AND state = 'discarded' AND source = ?",
            refusal.attempts(),
            now.toEpochMilli(),
            run.id(),
            run.flow(),
            refusal.identity(),
            RecordJson.writeRecord(refusal.rejection().source()))
        > 0;
  }

  static DeadLetter letter(ResultSet rs) throws SQLException {
    return new DeadLetter(
        rs.getString("id"),
        rs.getString("flow"),
        rs.getString("identity"),
        Optional.ofNullable(rs.getString("record_key")),
        version(rs),
        RecordJson.readRecord(rs.getString("source")),
        rs.getString("category"),
        Optional.ofNullable(rs.getString("field")),
        rs.getString("reason"),
        rs.getLong("attempts"),
        Instant.ofEpochMilli(rs.getLong("first_at")),
        Instant.ofEpochMilli(rs.getLong("last_at")),
        rs.getString("run_id"),
        DeadLetter.State.valueOf(rs.getString("state").toUpperCase(Locale.ROOT)));
  }

  static Optional<Version> version(ResultSet rs) throws SQLException {
    String kind = rs.getString("version_kind");
    return kind == null
        ? Optional.empty()
        : Optional.of(new Version(Version.Kind.valueOf(kind), rs.getLong("version")));
  }
}
