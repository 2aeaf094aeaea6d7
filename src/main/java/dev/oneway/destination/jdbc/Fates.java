package dev.oneway.destination.jdbc;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of the records of one attempt: unchanged until something is written for them. A
 * record that was created stays created, whatever happens to the rows below it.
 */
final class Fates {
  private final Fate[] fates;

  Fates(int records) {
    fates = new Fate[records];
    Arrays.fill(fates, Fate.UNCHANGED);
  }

  void created(int record) {
    fates[record] = Fate.CREATED;
  }

  void updated(int record) {
    if (fates[record] == Fate.UNCHANGED) {
      fates[record] = Fate.UPDATED;
    }
  }

  /** The record's row was there and is marked as gone now. */
  void deleted(int record) {
    fates[record] = Fate.DELETED;
  }

  /** A row of the plan's table was inserted: a record of its own, or part of one. */
  void inserted(TablePlan plan, int record) {
    if (plan.isChild()) {
      updated(record);
    } else {
      created(record);
    }
  }

  List<Outcome> outcomes(List<MappedRecord> records) {
    return IntStream.range(0, fates.length)
        .<Outcome>mapToObj(i -> Outcome.Written.of(records.get(i), fates[i]))
        .toList();
  }
}
