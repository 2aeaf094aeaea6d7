package dev.oneway.preview;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.RemovalLimit;
import dev.oneway.run.Fate;
import dev.oneway.run.KeySet;
import dev.oneway.run.Present;
import dev.oneway.run.Rejection;
import dev.oneway.run.Scrutiny;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds what was delivered against what the destination has, and lets the source win where it is
 * asked to. Used by the threads of one run.
 */
final class Comparing implements Scrutiny {
  private final Tally<DriftKind> tally;
  private final KeySet met;
  private final AtomicLong compared = new AtomicLong();

  /**
   * @param met gets the keys of all records the source has
   */
  Comparing(Tally<DriftKind> tally, KeySet met) {
    this.tally = tally;
    this.met = met;
  }

  long compared() {
    return compared.get();
  }

  /** The source has them, and what they should be there nobody knows. */
  @Override
  public void refused(List<Rejection> rejections) {
    met.add(rejections.stream().flatMap(rejection -> rejection.key().stream()).toList());
  }

  @Override
  public void pending(List<MappedRecord> records) {
    met.add(records.stream().map(MappedRecord::key).toList());
    tally.add(DriftKind.PENDING, records.size());
  }

  @Override
  public void delivered(List<MappedRecord> records) {
    throw new IllegalStateException("a comparison looks at what is delivered");
  }

  @Override
  public void gone(String ledger, long records) {
    throw new IllegalStateException("a comparison removes nothing");
  }

  @Override
  public void missing(String ledger, List<String> keys) {
    throw new IllegalStateException("a comparison removes nothing");
  }

  @Override
  public void concluded(String ledger, RemovalLimit limit, long living) {
    throw new IllegalStateException("a comparison removes nothing");
  }

  @Override
  public Verdict judge(Present present) {
    return isDrift(present) ? Verdict.WRITE : Verdict.KEEP;
  }

  /** What is gone at the source is never removed a second time: somebody may have put it back. */
  private static boolean isDrift(Present present) {
    boolean comparable =
        !present.record().operation().isGone()
            || (present instanceof Present.There there && !there.differing().isEmpty());
    return comparable && present.change() != Fate.UNCHANGED;
  }

  @Override
  public void compared(List<Present> present) {
    met.add(present.stream().map(one -> one.record().key()).toList());
    compared.addAndGet(present.size());
    for (Present one : present) {
      if (isDrift(one)) {
        DriftKind kind = one instanceof Present.Missing ? DriftKind.MISSING : DriftKind.CHANGED;
        tally.add(kind, PlannedRecord.of(one));
      }
    }
  }
}
