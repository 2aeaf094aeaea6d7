package dev.oneway.dedup;

import dev.oneway.dedup.LedgerAssignments.Place;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Removal;
import dev.oneway.run.Fate;
import dev.oneway.run.Rejection;
import dev.oneway.run.Run;
import dev.oneway.run.Scrutiny;
import dev.oneway.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What a ledger says of records, for a run that only looks: nothing is claimed, given out or
 * written. Threads may share it.
 */
final class LedgerView {
  private static final int PAGE = 1000;

  private final StateStore store;
  private final String name;

  LedgerView(StateStore store, String name) {
    this.store = store;
    this.name = name;
  }

  /** Those an ordinary run would deliver; the others are counted as it would count them. */
  List<MappedRecord> toDeliver(Run run, List<MappedRecord> chunk) {
    Newest newest = Newest.of(chunk);
    Judged judged = store.inTransaction(handle -> judge(handle, run, newest));
    Judgement judgement = judged.judgement();
    run.refuse(judged.rejections());
    run.count(Fate.UNCHANGED, judgement.unchanged().size());
    run.count(Fate.STALE, newest.overtaken() + judgement.stale().size());
    run.scrutiny().ifPresent(scrutiny -> tell(scrutiny, judgement));
    List<MappedRecord> wanted = new ArrayList<>(judged.deliver());
    wanted.addAll(judgement.hold());
    return wanted;
  }

  private void tell(Scrutiny scrutiny, Judgement judgement) {
    scrutiny.delivered(judgement.delivered());
    scrutiny.gone(name, judgement.hold().size());
  }

  /**
   * A chunk held against the ledger.
   *
   * @param deliver what is to be delivered, with the values it was given before
   * @param rejections of what points to something that isn't there
   */
  private record Judged(
      Judgement judgement, List<MappedRecord> deliver, List<Rejection> rejections) {}

  /**
   * Those that were delivered just so, or whose delivery was cut off: what the destination should
   * hold. The others are pending.
   */
  List<MappedRecord> delivered(Run run, List<MappedRecord> chunk) {
    Newest newest = Newest.of(chunk);
    Audit audit = store.inTransaction(handle -> audit(handle, run, newest));
    count(run, newest, audit);
    return audit.delivered();
  }

  /** Books what a run that compares leaves alone. */
  static void count(Run run, Newest newest, Audit audit) {
    run.count(Fate.STALE, newest.overtaken());
    run.count(Fate.SKIPPED, audit.pending().size());
    run.scrutiny().ifPresent(scrutiny -> scrutiny.pending(audit.pending()));
  }

  /** Tells whoever looks what an ordinary run would find missing, a page at a time. */
  void conclude(Run run, Removal removal) {
    if (removal.missing() && Conclusion.whyIncomplete(run).isEmpty()) {
      tellMissing(run);
    }
    long living = store.inTransaction(handle -> living(handle, run));
    run.scrutiny().ifPresent(scrutiny -> scrutiny.concluded(name, removal.limit(), living));
  }

  private long living(Handle handle, Run run) {
    return LedgerRow.find(handle, run.flow(), name)
        .map(row -> new LedgerEntries(handle, row.id()).living())
        .orElse(0L);
  }

  private void tellMissing(Run run) {
    String behind = "";
    List<String> page;
    do {
      String last = behind;
      page = store.inTransaction(handle -> livingBehind(handle, run, last));
      List<String> missing = run.seenKeys().unseen(page);
      run.scrutiny().ifPresent(scrutiny -> scrutiny.missing(name, missing));
      behind = page.isEmpty() ? last : page.get(page.size() - 1);
    } while (page.size() == PAGE);
  }

  private List<String> livingBehind(Handle handle, Run run, String behind) {
    return LedgerRow.find(handle, run.flow(), name)
        .map(row -> new LedgerEntries(handle, row.id()).livingBehind(behind, run.startedAt(), PAGE))
        .orElse(List.of());
  }

  private Judged judge(Handle handle, Run run, Newest newest) {
    Resolved resolved = Resolved.of(handle, newest.records());
    Optional<LedgerRow> ledger = LedgerRow.find(handle, run.flow(), name);
    Map<String, HeldRows.Row> held =
        ledger.map(row -> new HeldRows(handle, row.id()).of(newest.sortedKeys())).orElse(Map.of());
    Judgement judgement = Judgement.of(run, resolved, entriesOf(handle, ledger, newest), held);
    List<MappedRecord> deliver = judgement.deliver();
    return new Judged(
        judgement,
        ledger.map(row -> remembered(handle, row, deliver)).orElse(deliver),
        resolved.rejections(judgement.waiting()));
  }

  private Audit audit(Handle handle, Run run, Newest newest) {
    Resolved resolved = Resolved.of(handle, newest.records());
    Optional<LedgerRow> ledger = LedgerRow.find(handle, run.flow(), name);
    Audit audit = Audit.of(resolved, entriesOf(handle, ledger, newest));
    return ledger
        .map(row -> new Audit(remembered(handle, row, audit.delivered()), audit.pending()))
        .orElse(audit);
  }

  /** Versions that count something else say nothing about these. */
  private static Map<String, LedgerEntries.Entry> entriesOf(
      Handle handle, Optional<LedgerRow> ledger, Newest newest) {
    if (ledger.isEmpty()) {
      return Map.of();
    }
    Map<String, LedgerEntries.Entry> entries =
        new LedgerEntries(handle, ledger.get().id()).of(newest.sortedKeys());
    boolean otherKind = newest.kind().isPresent() && !ledger.get().kind().equals(newest.kind());
    if (otherKind) {
      entries.replaceAll((key, entry) -> entry.withoutVersion());
    }
    return entries;
  }

  /** With the values these records were given before; nothing new is given out. */
  private static List<MappedRecord> remembered(
      Handle handle, LedgerRow ledger, List<MappedRecord> records) {
    List<String> keys =
        records.stream()
            .filter(record -> record.firstAssignment() >= 0)
            .map(MappedRecord::key)
            .toList();
    if (keys.isEmpty()) {
      return records;
    }
    Map<Place, Object> given = new LedgerAssignments(handle, ledger.id()).of(keys);
    return records.stream().map(record -> remembered(record, given)).toList();
  }

  private static MappedRecord remembered(MappedRecord record, Map<Place, Object> given) {
    MappedRecord resolved = record;
    for (int at = record.firstAssignment(); at >= 0; at = resolved.firstAssignment()) {
      Object before = given.get(new Place(record.key(), record.shape().fields().get(at).name()));
      if (before == null) {
        return resolved;
      }
      resolved = resolved.assigned(at, before);
    }
    return resolved;
  }
}
