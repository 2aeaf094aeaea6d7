package dev.oneway.destination.jdbc;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the records that are refused by writing halves and halves of halves. A record may be
 * refused only because another one wasn't there yet (a foreign key, a unique value that moves), so
 * those are tried again, from the third round on in alternating order, until a round stores none.
 */
final class Sieve {
  /** Some way to write records wholly or, when one is refused, not at all. */
  interface Attempt {
    List<Outcome> of(List<MappedRecord> records) throws SQLException, Refusal, RetriableException;
  }

  private final Attempt attempt;
  private final List<Outcome> written = new ArrayList<>();
  private final Map<MappedRecord, Refusal> refused = new LinkedHashMap<>();

  Sieve(Attempt attempt) {
    this.attempt = attempt;
  }

  void sift(List<MappedRecord> records) throws SQLException, RetriableException {
    List<MappedRecord> round = records;
    boolean twiceInOrder = false;
    int before;
    do {
      before = written.size();
      halve(round);
      round = thatMayPass();
      if (twiceInOrder) {
        Collections.reverse(round); // a long chain of references may need the one or the other
      }
      twiceInOrder = true;
    } while (written.size() > before && !round.isEmpty());
  }

  List<Outcome> written() {
    return written;
  }

  Map<MappedRecord, Refusal> refused() {
    return refused;
  }

  /** Those of the records that were written, in the order given. */
  List<MappedRecord> stored(List<MappedRecord> given) {
    Set<MappedRecord> stored = Collections.newSetFromMap(new IdentityHashMap<>());
    written.forEach(outcome -> stored.add(outcome.record()));
    return given.stream().filter(stored::contains).toList();
  }

  /** What a value can't be in its column, it can't be in any order. */
  private List<MappedRecord> thatMayPass() {
    List<MappedRecord> records = new ArrayList<>();
    refused.forEach(
        (record, refusal) -> {
          if (refusal.category().equals(Refusal.CONSTRAINT)) {
            records.add(record);
          }
        });
    return records;
  }

  private void halve(List<MappedRecord> records) throws SQLException, RetriableException {
    try {
      written.addAll(attempt.of(records));
      records.forEach(refused::remove);
    } catch (Refusal refusal) {
      if (records.size() == 1) {
        refused.remove(records.get(0)); // so that it moves to the end
        refused.put(records.get(0), refusal);
        return;
      }
      int half = records.size() / 2;
      halve(records.subList(0, half));
      halve(records.subList(half, records.size()));
    }
  }
}
