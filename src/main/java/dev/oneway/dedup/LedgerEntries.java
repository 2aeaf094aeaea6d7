package dev.oneway.dedup;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import dev.oneway.state.InList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** What the destination has confirmed, by key: the table ledger_entry. */
final class LedgerEntries {
  /** A version only ever grows; a delivery that doesn't tell its id keeps the known one. */
  private static final String CONFIRM =
      "INSERT INTO ledger_entry (ledger_id, record_key, version, fingerprint, destination_id)"
          + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (ledger_id, record_key) DO UPDATE SET"
          + " fingerprint = excluded.fingerprint,"
          + " version = CASE WHEN excluded.version < ledger_entry.version THEN ledger_entry.version"
          + " ELSE COALESCE(excluded.version, ledger_entry.version) END,"
          + " destination_id = COALESCE(excluded.destination_id, ledger_entry.destination_id)";

  private static final String DOUBT =
      "INSERT INTO ledger_entry (ledger_id, record_key) VALUES (?, ?)"
          + " ON CONFLICT (ledger_id, record_key) DO UPDATE SET fingerprint = NULL";

  private final Handle handle;
  private final long ledger;

  LedgerEntries(Handle handle, long ledger) {
    this.handle = handle;
    this.ledger = ledger;
  }

  /**
   * What is known of one key.
   *
   * @param version null when it was never delivered with one
   * @param fingerprint null when in doubt
   */
  record Entry(Long version, String fingerprint) {
    boolean inDoubt() {
      return fingerprint == null;
    }

    boolean isOlderThan(MappedRecord record) {
      return record.version().isPresent()
          && (version == null || version < record.version().get().value());
    }

    boolean isNewerThan(MappedRecord record) {
      return record.version().isPresent()
          && version != null
          && version > record.version().get().value();
    }
  }

  /** A record the destination holds, and the id it has there, if known. */
  record Delivery(MappedRecord record, String destinationId) {
    static Delivery of(MappedRecord record) {
      return new Delivery(record, null);
    }
  }

  /** The entries of those of the keys that have one. */
  Map<String, Entry> of(List<String> keys) {
    Map<String, Entry> entries = new HashMap<>();
    InList.forEachPart(keys, part -> select(part, entries));
    return entries;
  }

  private void select(List<String> keys, Map<String, Entry> into) {
    Query query =
        handle.createQuery(
            "SELECT record_key, version, fingerprint FROM ledger_entry"
                + " WHERE ledger_id = ? AND record_key IN "
                + InList.placeholders(keys));
    query.bind(0, ledger);
    for (int i = 0; i < keys.size(); i++) {
      query.bind(i + 1, keys.get(i));
    }
    query.map((rs, ctx) -> into.put(rs.getString(1), entry(rs))).list();
  }

  private static Entry entry(ResultSet rs) throws SQLException {
    long version = rs.getLong("version");
    return new Entry(rs.wasNull() ? null : version, rs.getString("fingerprint"));
  }

  void confirm(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch(CONFIRM);
    deliveries.stream()
        .sorted(Comparator.comparing(delivery -> delivery.record().key()))
        .forEach(
            delivery ->
                batch.add(
                    ledger,
                    delivery.record().key(),
                    delivery.record().version().map(Version::value).orElse(null),
                    delivery.record().fingerprint(),
                    delivery.destinationId()));
    batch.execute();
  }

  /** From now on nobody knows what the destination holds under these keys. */
  void doubt(Collection<String> keys) {
    PreparedBatch batch = handle.prepareBatch(DOUBT);
    keys.forEach(key -> batch.add(ledger, key));
    batch.execute();
  }

  /** The versions counted something else than those to come, and say nothing about them. */
  void forgetVersions() {
    handle.execute("UPDATE ledger_entry SET version = NULL WHERE ledger_id = ?", ledger);
  }
}
