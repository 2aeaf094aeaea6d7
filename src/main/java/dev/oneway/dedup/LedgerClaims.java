package dev.oneway.dedup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.oneway.record.RecordJson;
import dev.oneway.run.RunState;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The chunks that are with the destination: the table ledger_claim. */
final class LedgerClaims {
  private static final TypeReference<List<String>> KEYS = new TypeReference<>() {};
  private final Handle handle;
  private final long ledger;

  LedgerClaims(Handle handle, long ledger) {
    this.handle = handle;
    this.ledger = ledger;
  }

  /**
   * A claim as the table has it.
   *
   * @param running whether its run is still open
   */
  record Standing(String id, String run, boolean running) {}

  List<Standing> standing() {
    return handle
        .createQuery(
            "SELECT c.id, c.run_id, r.state FROM ledger_claim c LEFT JOIN run r ON r.id = c.run_id"
                + " WHERE c.ledger_id = ?")
        .bind(0, ledger)
        .map(
            (rs, ctx) ->
                new Standing(
                    rs.getString(1),
                    rs.getString(2),
                    RunState.RUNNING.word().equals(rs.getString(3))))
        .list();
  }

  List<String> keysOf(Standing claim) {
    return handle
        .createQuery("SELECT record_keys FROM ledger_claim WHERE ledger_id = ? AND id = ?")
        .bind(0, ledger)
        .bind(1, claim.id())
        .mapTo(String.class)
        .findOne()
        .map(LedgerClaims::read)
        .orElse(List.of());
  }

  void take(String id, String run, Collection<String> keys) {
    handle.execute(
        "INSERT INTO ledger_claim (ledger_id, id, run_id, record_keys) VALUES (?, ?, ?, ?)",
        ledger,
        id,
        run,
        RecordJson.write(keys));
  }

  /** Whether the claim was there to be removed. */
  boolean remove(String id) {
    return handle.execute("DELETE FROM ledger_claim WHERE ledger_id = ? AND id = ?", ledger, id)
        == 1;
  }

  private static List<String> read(String json) {
    try {
      return RecordJson.mapper().readValue(json, KEYS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the table ledger_claim was changed by somebody else", e);
    }
  }
}
