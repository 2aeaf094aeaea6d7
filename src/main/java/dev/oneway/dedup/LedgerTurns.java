package dev.oneway.dedup;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Whose turn it is, by field: the table ledger_turn. Read once and written once for a chunk, by who
 * holds the ledger's row.
 */
final class LedgerTurns {
  private static final String KEEP =
      "INSERT INTO ledger_turn (ledger_id, field, given) VALUES (?, ?, ?)"
          + " ON CONFLICT (ledger_id, field) DO UPDATE SET given = excluded.given";

  private final Handle handle;
  private final long ledger;
  private final Map<String, Long> given = new HashMap<>();

  LedgerTurns(Handle handle, long ledger) {
    this.handle = handle;
    this.ledger = ledger;
    handle
        .createQuery("SELECT field, given FROM ledger_turn WHERE ledger_id = ?")
        .bind(0, ledger)
        .map((rs, ctx) -> given.put(rs.getString(1), rs.getLong(2)))
        .list();
  }

  /** Takes the field's next turn; the first is 0. */
  long next(String field) {
    return given.merge(field, 1L, Long::sum) - 1;
  }

  void keep() {
    PreparedBatch batch = handle.prepareBatch(KEEP);
    given.forEach((field, count) -> batch.add(ledger, field, count));
    batch.execute();
  }
}
