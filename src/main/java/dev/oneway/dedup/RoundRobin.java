package dev.oneway.dedup;

import dev.oneway.dedup.LedgerAssignments.Place;
import dev.oneway.record.Assignment;
import dev.oneway.record.MappedRecord;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Puts values in place of a chunk's {@link Assignment}s: the one a record was given before, whether
 * or not it is still among the values, or the next in turn, in the order of the chunk.
 *
 * <p>Works inside the transaction that claims the chunk and holds the ledger's row: a turn is given
 * out once, and what a destination may have seen is remembered.
 */
final class RoundRobin {
  private final LedgerAssignments assignments;
  private final LedgerTurns turns;
  private final Map<Place, Object> remembered;
  private final SortedMap<Place, Object> given = new TreeMap<>();

  private RoundRobin(Handle handle, long ledger, List<String> keys) {
    this.assignments = new LedgerAssignments(handle, ledger);
    this.turns = new LedgerTurns(handle, ledger);
    this.remembered = assignments.of(keys);
  }

  /**
   * The same records in the same order, each that held an assignment replaced by a copy with its
   * value. Asks the store nothing when none did.
   *
   * @param records with distinct keys
   */
  static List<MappedRecord> resolve(Handle handle, long ledger, List<MappedRecord> records) {
    List<String> keys =
        records.stream()
            .filter(record -> record.firstAssignment() >= 0)
            .map(MappedRecord::key)
            .sorted()
            .toList();
    return keys.isEmpty() ? records : new RoundRobin(handle, ledger, keys).resolve(records);
  }

  private List<MappedRecord> resolve(List<MappedRecord> records) {
    List<MappedRecord> resolved = records.stream().map(this::resolve).toList();
    if (!given.isEmpty()) {
      assignments.remember(given);
      turns.keep();
    }
    return resolved;
  }

  private MappedRecord resolve(MappedRecord record) {
    MappedRecord resolved = record;
    for (int at = record.firstAssignment(); at >= 0; at = resolved.firstAssignment()) {
      resolved = resolved.assigned(at, value(record, at));
    }
    return resolved;
  }

  private Object value(MappedRecord record, int at) {
    String field = record.shape().fields().get(at).name();
    Place place = new Place(record.key(), field);
    Object before = remembered.get(place);
    if (before != null) {
      return before;
    }
    Object next = ((Assignment) record.value(at)).atTurn(turns.next(field));
    given.put(place, next);
    return next;
  }
}
