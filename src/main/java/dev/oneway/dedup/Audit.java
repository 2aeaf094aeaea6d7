package dev.oneway.dedup;

import dev.oneway.record.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records told apart by whether the destination should hold them just so.
 *
 * @param delivered what the ledger has just so, and what is in doubt
 * @param pending what it doesn't have, or otherwise, and what waits for what it points to
 */
record Audit(List<MappedRecord> delivered, List<MappedRecord> pending) {

  static Audit of(Resolved resolved, Map<String, LedgerEntries.Entry> entries) {
    Audit audit = new Audit(new ArrayList<>(), new ArrayList<>());
    resolved.records().forEach(record -> audit.add(record, resolved, entries.get(record.key())));
    return audit;
  }

  private void add(MappedRecord record, Resolved resolved, LedgerEntries.Entry entry) {
    if (entry == null || resolved.waits(record)) {
      pending.add(record);
      return;
    }
    record.knownAs(entry.destinationId());
    if (entry.inDoubt()) {
      record.markMaybeDelivered();
    }
    boolean justSo = entry.inDoubt() || record.fingerprint().equals(entry.fingerprint());
    (justSo ? delivered : pending).add(record);
  }
}
