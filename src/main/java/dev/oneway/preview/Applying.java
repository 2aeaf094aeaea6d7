package dev.oneway.preview;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.RecordJson;
import dev.oneway.record.RemovalLimit;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.KeySet;
import dev.oneway.run.Present;
import dev.oneway.run.Rejection;
import dev.oneway.run.Scrutiny;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Delivers what a plan has shown, and no more. The plan's source records go through the mapping
 * again; a record the destination holds otherwise than the plan says is left alone. What was
 * written by an application that was cut off is found unchanged.
 *
 * <p>Holds the records that are on their way, so a chunk at a time. Used by the threads of one run.
 */
final class Applying implements Scrutiny, Iterator<Map<String, Object>> {
  private final PlanReader plan;
  private final Tally<Fate> tally;
  private final KeySet written;
  private final Map<String, PlannedRecord> onTheirWay = new ConcurrentHashMap<>();
  private PlannedRecord next;

  /**
   * @param tally gets what was left alone
   * @param written remembers what this application has written
   */
  Applying(PlanReader plan, Tally<Fate> tally, KeySet written) {
    this.plan = plan;
    this.tally = tally;
    this.written = written;
  }

  /** Whether the plan has another record to deliver; those to be rejected aren't any. */
  @Override
  public boolean hasNext() {
    while (next == null && plan.hasNext()) {
      PlannedRecord record = plan.next();
      next = record.change() == Fate.REJECTED ? null : record;
    }
    return next != null;
  }

  @Override
  public Map<String, Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    PlannedRecord record = next;
    next = null;
    onTheirWay.put(record.key().orElseThrow(), record);
    return record.source();
  }

  @Override
  public void refused(List<Rejection> rejections) {
    throw otherMapping(rejections.get(0).key());
  }

  @Override
  public void pending(List<MappedRecord> records) {
    throw new IllegalStateException("the application of a plan leaves nothing to others");
  }

  /** Written by an earlier application, or by an ordinary run since. */
  @Override
  public void delivered(List<MappedRecord> records) {
    records.forEach(record -> onTheirWay.remove(record.key()));
  }

  @Override
  public void gone(String ledger, long records) {
    throw new IllegalStateException("what is gone is held as in any run");
  }

  @Override
  public void missing(String ledger, List<String> keys) {
    throw new IllegalStateException("a plan finds nothing missing");
  }

  @Override
  public void concluded(String ledger, RemovalLimit limit, long living) {
    throw new IllegalStateException("the limit is the run's matter");
  }

  @Override
  public Verdict judge(Present present) {
    MappedRecord record = present.record();
    PlannedRecord planned = onTheirWay.get(record.key());
    if (planned == null || !planned.fingerprint().equals(Optional.of(record.fingerprint()))) {
      throw otherMapping(Optional.of(record.key()));
    }
    if (present.change() == Fate.UNCHANGED) {
      return Verdict.KEEP;
    }
    return isAsPlanned(present, planned) ? Verdict.WRITE : Verdict.SKIP;
  }

  private boolean isAsPlanned(Present present, PlannedRecord planned) {
    return textOf(heldBy(present)).equals(textOf(planned.held()))
        || written.contains(present.record().key());
  }

  private static Optional<Map<String, Object>> heldBy(Present present) {
    return present instanceof Present.There there ? Optional.of(there.held()) : Optional.empty();
  }

  /** The plan's values have been texts meanwhile. */
  private static String textOf(Optional<Map<String, Object>> held) {
    return held.map(RecordJson::write).orElse("");
  }

  @Override
  public void compared(List<Present> present) {
    for (Present one : present) {
      if (one.change() != Fate.UNCHANGED && judge(one) == Verdict.SKIP) {
        tally.add(Fate.SKIPPED, PlannedRecord.of(one));
      } else {
        written.add(List.of(one.record().key()));
      }
    }
    present.forEach(one -> onTheirWay.remove(one.record().key()));
  }

  private static FatalException otherMapping(Optional<String> key) {
    return new FatalException(
        "the record "
            + key.orElse("without key")
            + " isn't mapped as it was when the plan was made. Plan again.");
  }
}
