package dev.oneway.dedup;

import dev.oneway.record.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A chunk held against the ledger.
 *
 * @param deliver what the destination doesn't hold
 * @param unchanged what it holds just so
 * @param ahead those of the unchanged whose version is newer than the ledger's
 * @param stale what it holds in a newer version
 */
record Judgement(
    List<MappedRecord> deliver,
    List<MappedRecord> unchanged,
    List<MappedRecord> ahead,
    List<MappedRecord> stale) {

  static Judgement of(List<MappedRecord> records, Map<String, LedgerEntries.Entry> entries) {
    Judgement judgement =
        new Judgement(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    records.forEach(record -> judgement.judge(record, entries.get(record.key())));
    return judgement;
  }

  /** The same with other copies of what is to be delivered. */
  Judgement delivering(List<MappedRecord> others) {
    return new Judgement(others, unchanged, ahead, stale);
  }

  /** What the destination holds already, just so or newer. */
  List<MappedRecord> held() {
    List<MappedRecord> held = new ArrayList<>(unchanged);
    held.addAll(stale);
    return held;
  }

  private void judge(MappedRecord record, LedgerEntries.Entry entry) {
    if (entry == null) {
      deliver.add(record);
    } else if (record.fingerprint().equals(entry.fingerprint())) {
      unchanged.add(record);
      if (entry.isOlderThan(record)) {
        ahead.add(record);
      }
    } else if (entry.isNewerThan(record)) {
      stale.add(record);
    } else {
      if (entry.inDoubt()) {
        record.markMaybeDelivered();
      }
      record.knownAs(entry.destinationId());
      deliver.add(record);
    }
  }
}
