package dev.oneway.preview;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.RemovalLimit;
import dev.oneway.run.Fate;
import dev.oneway.run.Present;
import dev.oneway.run.Rejection;
import dev.oneway.run.Scrutiny;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts what a run would do into a plan's file. Used by the threads of one run. */
final class Planning implements Scrutiny {
  private final PlanWriter writer;
  private final Tally<Fate> tally;
  private final Map<String, Long> gone = new HashMap<>();
  private final List<OverLimit> overLimit = new ArrayList<>();

  Planning(PlanWriter writer, Tally<Fate> tally) {
    this.writer = writer;
    this.tally = tally;
  }

  @Override
  public synchronized void refused(List<Rejection> rejections) {
    rejections.forEach(rejection -> add(PlannedRecord.of(rejection)));
  }

  /** A plan leaves nothing to others. */
  @Override
  public void pending(List<MappedRecord> records) {
    throw new IllegalStateException("a plan delivers what is pending");
  }

  @Override
  public void delivered(List<MappedRecord> records) {
    // The run's books count them.
  }

  @Override
  public synchronized void gone(String ledger, long records) {
    gone.merge(ledger, records, Long::sum);
  }

  /** What becomes of them is decided by a run, within the limit; no plan carries it out. */
  @Override
  public synchronized void missing(String ledger, List<String> keys) {
    keys.forEach(key -> tally.add(Fate.HELD, PlannedRecord.ofKey(key)));
    gone.merge(ledger, (long) keys.size(), Long::sum);
  }

  @Override
  public synchronized void concluded(String ledger, RemovalLimit limit, long living) {
    OverLimit all = new OverLimit(gone.getOrDefault(ledger, 0L), living, limit);
    if (all.isOver()) {
      overLimit.add(all);
    }
  }

  /** What a run would remove of nothing before somebody approves, by its ledger. */
  synchronized List<OverLimit> overLimit() {
    return List.copyOf(overLimit);
  }

  @Override
  public Verdict judge(Present present) {
    throw new IllegalStateException("a plan writes nothing");
  }

  @Override
  public synchronized void compared(List<Present> present) {
    present.stream()
        .filter(one -> one.change() != Fate.UNCHANGED)
        .forEach(one -> add(PlannedRecord.of(one)));
  }

  private void add(PlannedRecord record) {
    tally.add(record.change(), record);
    writer.write(record);
  }
}
