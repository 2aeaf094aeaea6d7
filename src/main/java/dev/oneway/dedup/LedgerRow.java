package dev.oneway.dedup;

import dev.oneway.record.KeyTypes;
import dev.oneway.record.Version;
import dev.oneway.state.StateStore;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The row that stands for one flow's ledger. Who looks at a ledger in order to claim holds its row,
 * so that no two do so at once.
 *
 * @param kind what the versions of its entries count, if it has any
 * @param keys what the parts of its keys are, if it has any
 */
record LedgerRow(long id, Optional<Version.Kind> kind, Optional<KeyTypes> keys) {

  /** Finds the row, or makes it, and holds it until the transaction ends. */
  static LedgerRow hold(StateStore store, Handle handle, String flow, String name) {
    Optional<LedgerRow> row = find(store, handle, flow, name);
    while (row.isEmpty()) {
      // Does nothing when somebody else was faster, with this ledger or with the same id.
      handle.execute(
          "INSERT INTO ledger (id, flow, name) SELECT COALESCE(MAX(id), 0) + 1, ?, ? FROM ledger"
              + " WHERE true ON CONFLICT DO NOTHING",
          flow,
          name);
      row = find(store, handle, flow, name);
    }
    return row.get();
  }

  private static Optional<LedgerRow> find(
      StateStore store, Handle handle, String flow, String name) {
    return handle
        .createQuery(
            "SELECT id, version_kind, key_types FROM ledger WHERE flow = ? AND name = ?"
                + store.forUpdate())
        .bind(0, flow)
        .bind(1, name)
        .map(
            (rs, ctx) ->
                new LedgerRow(
                    rs.getLong(1),
                    Optional.ofNullable(rs.getString(2)).map(Version.Kind::valueOf),
                    Optional.ofNullable(rs.getString(3)).map(KeyTypes::new)))
        .findOne();
  }

  /** From now on its keys are taken for such ones. */
  void settleKeys(Handle handle, KeyTypes wanted) {
    if (keys.filter(wanted::equals).isEmpty()) {
      handle.execute("UPDATE ledger SET key_types = ? WHERE id = ?", wanted.letters(), id);
    }
  }

  /** From now on its versions count this; those of another kind are forgotten. */
  void settleKind(Handle handle, Version.Kind wanted) {
    if (kind.filter(wanted::equals).isPresent()) {
      return;
    }
    kind.ifPresent(other -> new LedgerEntries(handle, id).forgetVersions());
    handle.execute("UPDATE ledger SET version_kind = ? WHERE id = ?", wanted.name(), id);
  }
}
