package dev.oneway.dedup;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Version;
import dev.oneway.state.InList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What the destination has confirmed, by key: the table ledger_entry. Read and written for every
 * record, therefore in plain JDBC.
 */
final class LedgerEntries {
  /**
   * A version only ever grows; a delivery that doesn't tell its id keeps the known one, unless the
   * record is no longer there. What is gone stays gone in the way it went.
   */
  private static final String CONFIRM =
      "INSERT INTO ledger_entry (ledger_id, record_key, version, fingerprint, destination_id,"
          + " gone, confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ledger_id, record_key) DO UPDATE SET"
          + " fingerprint = excluded.fingerprint,"
          + " version = CASE WHEN excluded.version < ledger_entry.version THEN ledger_entry.version"
          + " ELSE COALESCE(excluded.version, ledger_entry.version) END,"
          + " destination_id = CASE WHEN excluded.gone = 2 AND ledger_entry.gone = 0 THEN NULL"
          + " ELSE COALESCE(excluded.destination_id, ledger_entry.destination_id) END,"
          + " gone = CASE WHEN excluded.gone > 0 AND ledger_entry.gone > 0 THEN ledger_entry.gone"
          + " ELSE excluded.gone END,"
          + " confirmed_at = excluded.confirmed_at";

  /** What is in doubt may live. */
  private static final String DOUBT =
      "INSERT INTO ledger_entry (ledger_id, record_key, confirmed_at) VALUES (?, ?, ?)"
          + " ON CONFLICT (ledger_id, record_key) DO UPDATE SET fingerprint = NULL, gone = 0,"
          + " confirmed_at = excluded.confirmed_at";

  private static final int LIVING = 0;
  private static final int MARKED = 1;
  private static final int REMOVED = 2;

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
   * @param destinationId null when the destination never told one
   * @param gone whether it was removed, or marked as gone
   */
  record Entry(Long version, String fingerprint, String destinationId, boolean gone) {
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
    String sql =
        "SELECT record_key, version, fingerprint, destination_id, gone FROM ledger_entry"
            + " WHERE ledger_id = ? AND record_key IN "
            + InList.placeholders(keys);
    try (PreparedStatement select = handle.getConnection().prepareStatement(sql)) {
      select.setLong(1, ledger);
      for (int i = 0; i < keys.size(); i++) {
        select.setString(i + 2, keys.get(i));
      }
      try (ResultSet rs = select.executeQuery()) {
        while (rs.next()) {
          into.put(rs.getString(1), entry(rs));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger can't be read", e);
    }
  }

  private static Entry entry(ResultSet rs) throws SQLException {
    long version = rs.getLong(2);
    return new Entry(
        rs.wasNull() ? null : version, rs.getString(3), rs.getString(4), rs.getLong(5) != LIVING);
  }

  void confirm(List<Delivery> deliveries, Instant now) {
    if (deliveries.isEmpty()) {
      return;
    }
    List<Delivery> sorted = new ArrayList<>(deliveries);
    sorted.sort(Comparator.comparing(delivery -> delivery.record().key()));
    try (PreparedStatement confirm = handle.getConnection().prepareStatement(CONFIRM)) {
      for (Delivery delivery : sorted) {
        bind(confirm, delivery, now);
        confirm.addBatch();
      }
      confirm.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger can't be written", e);
    }
  }

  private void bind(PreparedStatement confirm, Delivery delivery, Instant now) throws SQLException {
    confirm.setLong(1, ledger);
    confirm.setString(2, delivery.record().key());
    Optional<Version> version = delivery.record().version();
    if (version.isPresent()) {
      confirm.setLong(3, version.get().value());
    } else {
      confirm.setNull(3, Types.BIGINT);
    }
    confirm.setString(4, delivery.record().fingerprint());
    confirm.setString(5, delivery.destinationId());
    confirm.setLong(6, gone(delivery.record().operation()));
    confirm.setLong(7, now.toEpochMilli());
  }

  /** From now on nobody knows what the destination holds under these keys. */
  void doubt(Collection<String> keys, Instant now) {
    PreparedBatch batch = handle.prepareBatch(DOUBT);
    keys.forEach(key -> batch.add(ledger, key, now.toEpochMilli()));
    batch.execute();
  }

  private static int gone(Operation operation) {
    return switch (operation) {
      case UPSERT -> LIVING;
      case DEACTIVATE -> MARKED;
      case ARCHIVE, DELETE -> REMOVED;
    };
  }

  /** How many the destination holds as living ones. */
  long living() {
    return handle
        .createQuery("SELECT count(*) FROM ledger_entry WHERE ledger_id = ? AND gone = 0")
        .bind(0, ledger)
        .mapTo(Long.class)
        .one();
  }

  /**
   * The keys of living ones behind a key, in the order of the ledger.
   *
   * @param before leaves out what was confirmed at that time or later
   */
  List<String> livingBehind(String key, Instant before, int most) {
    return handle
        .createQuery(
            "SELECT record_key FROM ledger_entry WHERE ledger_id = ? AND record_key > ?"
                + " AND gone = 0 AND (confirmed_at IS NULL OR confirmed_at < ?)"
                + " ORDER BY record_key LIMIT "
                + most)
        .bind(0, ledger)
        .bind(1, key)
        .bind(2, before.toEpochMilli())
        .mapTo(String.class)
        .list();
  }

  /** The versions counted something else than those to come, and say nothing about them. */
  void forgetVersions() {
    handle.execute("UPDATE ledger_entry SET version = NULL WHERE ledger_id = ?", ledger);
  }
}
