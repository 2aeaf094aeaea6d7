package dev.oneway.dedup;

import dev.oneway.dedup.LedgerEntries.Entry;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Removal;
import dev.oneway.run.HeldState;
import dev.oneway.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A chunk held against the ledger, and against what is gone and not removed yet. */
final class Judgement {
  private final Run run;
  private final Resolved resolved;
  private final Map<String, Entry> entries;
  private final Map<String, HeldRows.Row> gone;
  private final List<MappedRecord> deliver = new ArrayList<>();
  private final List<MappedRecord> unchanged = new ArrayList<>();
  private final List<MappedRecord> ahead = new ArrayList<>();
  private final List<MappedRecord> stale = new ArrayList<>();
  private final List<MappedRecord> hold = new ArrayList<>();
  private final List<MappedRecord> waiting = new ArrayList<>();
  private final List<String> let = new ArrayList<>();
  private int counted;
  private int back;

  private Judgement(
      Run run, Resolved resolved, Map<String, Entry> entries, Map<String, HeldRows.Row> gone) {
    this.run = run;
    this.resolved = resolved;
    this.entries = entries;
    this.gone = gone;
  }

  /**
   * @param gone what is gone and not removed yet of their keys
   */
  static Judgement of(
      Run run, Resolved resolved, Map<String, Entry> entries, Map<String, HeldRows.Row> gone) {
    Judgement judgement = new Judgement(run, resolved, entries, gone);
    resolved.records().forEach(judgement::judge);
    return judgement;
  }

  /** What must wait for what it points to. */
  List<MappedRecord> waiting() {
    return waiting;
  }

  /** What the destination doesn't hold. */
  List<MappedRecord> deliver() {
    return deliver;
  }

  /** What it holds just so, and what is gone and never was its. */
  List<MappedRecord> unchanged() {
    return unchanged;
  }

  /** Those of the unchanged whose version is newer than the ledger's, or new to it. */
  List<MappedRecord> ahead() {
    return ahead;
  }

  /** What it holds in a newer version. */
  List<MappedRecord> stale() {
    return stale;
  }

  /** What is gone, to be held until the end of the run. */
  List<MappedRecord> hold() {
    return hold;
  }

  /** How many of these are new to this run's books. */
  int held() {
    return counted;
  }

  /** How many this run held that are there again. */
  int back() {
    return back;
  }

  /** The keys of which nothing is to be removed any longer. */
  List<String> let() {
    return let;
  }

  /** What the destination holds already, just so or newer. */
  List<MappedRecord> delivered() {
    List<MappedRecord> delivered = new ArrayList<>(unchanged);
    delivered.addAll(stale);
    return delivered;
  }

  private void judge(MappedRecord record) {
    Entry entry = entries.get(record.key());
    HeldRows.Row row = gone.get(record.key());
    if (record.isHeld()) {
      judgeDue(record, entry, row);
    } else if (record.operation().isGone()) {
      judgeGone(record, entry, row);
    } else if (row != null && row.isNewerThan(record)) {
      stale.add(record);
    } else {
      if (row != null) {
        let.add(record.key());
        back += row.isOwn(run) ? 1 : 0;
      }
      judgeLiving(record, entry);
    }
  }

  private void judgeLiving(MappedRecord record, Entry entry) {
    if (resolved.waits(record)) {
      (entry != null && entry.isNewerThan(record) ? stale : waiting).add(record);
    } else if (entry == null) {
      deliver.add(record);
    } else if (record.fingerprint().equals(entry.fingerprint())) {
      unchanged(record, entry);
    } else if (entry.isNewerThan(record)) {
      stale.add(record);
    } else {
      deliver(record, entry);
    }
  }

  private void unchanged(MappedRecord record, Entry entry) {
    unchanged.add(record);
    if (entry.isOlderThan(record)) {
      ahead.add(record);
    }
  }

  private void deliver(MappedRecord record, Entry entry) {
    if (entry.inDoubt()) {
      record.markMaybeDelivered();
    }
    record.knownAs(entry.destinationId());
    deliver.add(record);
  }

  private void judgeGone(MappedRecord record, Entry entry, HeldRows.Row row) {
    if (row != null) {
      judgeGoneAgain(record, entry, row);
    } else if (entry == null && !isAdopted(record)) {
      left(record);
    } else if (entry != null && record.fingerprint().equals(entry.fingerprint())) {
      unchanged(record, entry);
    } else if (entry != null && entry.isNewerThan(record)) {
      stale.add(record);
    } else if (entry != null && entry.gone()) {
      left(record);
    } else {
      hold(record, entry);
      counted++;
    }
  }

  /** Whoever only looks compares it at once, and finds it by its id. */
  private void hold(MappedRecord record, Entry entry) {
    if (entry != null) {
      record.knownAs(entry.destinationId());
    }
    hold.add(record);
  }

  /** Nothing is to be done, and what is older and comes later has to know. */
  private void left(MappedRecord record) {
    unchanged.add(record);
    ahead.add(record);
  }

  private static boolean isAdopted(MappedRecord record) {
    return record.shape().removal().filter(Removal::adopt).isPresent();
  }

  /** What is known to be gone, and is told once more. */
  private void judgeGoneAgain(MappedRecord record, Entry entry, HeldRows.Row row) {
    boolean others = row.running() && !row.run().equals(run.id());
    boolean decided =
        switch (row.state()) {
          case HELD -> others;
          case WAITING -> false;
          case REJECTED -> !row.isNews(record);
          case RELEASED, APPROVED -> others || row.state() == HeldState.APPROVED;
        };
    if (row.isNewerThan(record)) {
      stale.add(record);
    } else if (decided) {
      unchanged.add(record);
    } else {
      hold(record, entry);
      if (row.isOwn(run)) {
        unchanged.add(record);
      } else {
        counted++;
      }
    }
  }

  /** What was held is removed unless it came back meanwhile, or is gone by other means. */
  private void judgeDue(MappedRecord record, Entry entry, HeldRows.Row row) {
    if (row == null || !row.isReleasedTo(run)) {
      stale.add(record);
    } else if (entry != null && entry.gone()) {
      unchanged.add(record);
      let.add(record.key());
    } else if (entry == null) {
      deliver.add(record);
    } else {
      deliver(record, entry);
    }
  }
}
