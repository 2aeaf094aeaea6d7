package dev.oneway.dedup;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.DeliveryListener;
import dev.oneway.run.FatalException;
import dev.oneway.run.Outcome;
import dev.oneway.run.Run;
import dev.oneway.state.StateStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * A chunk's right to be with the destination: while it stands, no other chunk with one of its keys
 * gets there.
 *
 * <p>Settling confirms what was written and removes the claim, in the transaction that settles the
 * chunk. A claim that is closed without having been settled, or that outlives its process, leaves
 * its keys in doubt: the next record of each is delivered whatever the ledger says. Belongs to one
 * thread at a time.
 */
public final class Claim implements DeliveryListener, AutoCloseable {
  private final StateStore store;
  private final long ledger;
  private final String id;
  private final List<MappedRecord> records;
  private final Set<String> keys;
  private final Runnable onClose;

  Claim(StateStore store, long ledger, String id, List<MappedRecord> records, Runnable onClose) {
    this.store = store;
    this.ledger = ledger;
    this.id = id;
    this.records = records;
    this.keys = keysOf(records);
    this.onClose = onClose;
  }

  /** The records to deliver; empty when the destination has them all. */
  public List<MappedRecord> records() {
    return records;
  }

  Set<String> keys() {
    return keys;
  }

  /**
   * Confirms the written ones; a refused one keeps what was confirmed of it before.
   *
   * @throws FatalException when another run has taken the claim over: this process was silent for
   *     so long that it was taken for dead, and must not confirm what may be overtaken
   */
  @Override
  public void settled(Run run, List<Outcome> outcomes) {
    store.useTransaction(handle -> settle(handle, run, outcomes));
  }

  private void settle(Handle handle, Run run, List<Outcome> outcomes) {
    if (!new LedgerClaims(handle, ledger).remove(id)) {
      throw new FatalException(
          "this chunk is settled already, or another run took it over because this process was"
              + " silent for too long. Use one `dedup:` step per destination; run again.");
    }
    Set<String> unanswered = new HashSet<>(keys);
    List<LedgerEntries.Delivery> deliveries = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      unanswered.remove(outcome.record().key());
      if (outcome instanceof Outcome.Written written) {
        deliveries.add(
            new LedgerEntries.Delivery(written.record(), written.destinationId().orElse(null)));
      }
    }
    LedgerEntries entries = new LedgerEntries(handle, ledger);
    entries.confirm(deliveries, run.now());
    entries.doubt(unanswered, run.now());
    new HeldRows(handle, ledger)
        .remove(
            outcomes.stream()
                .map(Outcome::record)
                .filter(MappedRecord::isHeld)
                .map(MappedRecord::key)
                .toList());
  }

  /** The chunk has left the route, settled or not. */
  @Override
  public void close() {
    onClose.run();
  }

  private static Set<String> keysOf(List<MappedRecord> records) {
    Set<String> keys = new HashSet<>();
    records.forEach(record -> keys.add(record.key()));
    return keys;
  }
}
