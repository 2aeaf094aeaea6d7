package dev.oneway.preview;

import dev.oneway.record.Assignment;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.Version;
import dev.oneway.run.Fate;
import dev.oneway.run.Present;
import dev.oneway.run.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan says of one record. Immutable; threads may share it.
 *
 * @param key empty when not even that could be mapped
 * @param change created, updated, deleted or rejected
 * @param fingerprint of the mapped record, so that a changed mapping shows; empty when it is
 *     rejected
 * @param fields the values a write would put there, by field: of a new record all, else those that
 *     differ
 * @param held what the destination held of the mapped fields; empty when it had no such record
 * @param edit who changed it last and when, where the destination tells
 * @param reason why it would be rejected, one sentence; empty when it isn't
 * @param source the record as it was read
 */
public record PlannedRecord(
    Optional<String> key,
    Fate change,
    Optional<String> version,
    Optional<String> fingerprint,
    Map<String, Object> fields,
    Optional<Map<String, Object>> held,
    Map<String, Object> edit,
    Optional<String> reason,
    Map<String, Object> source) {
  private static final String IN_TURN = "(given out in turn)";
  private static final String ITS_OWN = "(as the source has it)";

  static PlannedRecord of(Present present) {
    if (present instanceof Present.Unfit unfit) {
      return of(unfit.rejection());
    }
    MappedRecord record = present.record();
    Optional<Present.There> there =
        present instanceof Present.There found ? Optional.of(found) : Optional.empty();
    return new PlannedRecord(
        Optional.of(record.key()),
        present.change(),
        record.version().map(Version::toString),
        Optional.of(record.fingerprint()),
        there.map(found -> differing(record, found.differing())).orElseGet(() -> all(record)),
        there.map(Present.There::held),
        there.map(Present.There::edit).orElse(Map.of()),
        Optional.empty(),
        record.source());
  }

  static PlannedRecord of(Rejection rejection) {
    return new PlannedRecord(
        rejection.key(),
        Fate.REJECTED,
        rejection.version().map(Version::toString),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Optional.of(rejection.field().map(field -> field + ": ").orElse("") + rejection.reason()),
        rejection.source());
  }

  /** A record of which only the key is known. */
  static PlannedRecord ofKey(String key) {
    return new PlannedRecord(
        Optional.of(key),
        Fate.UNCHANGED,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Map.of());
  }

  private static Map<String, Object> all(MappedRecord record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    record.forEach((name, value) -> fields.put(name, shown(value)));
    for (Shape.Child child : record.shape().children()) {
      rows(record, child).ifPresent(rows -> fields.put(child.shape().object(), rows));
    }
    return fields;
  }

  private static Map<String, Object> differing(MappedRecord record, List<String> names) {
    Map<String, Object> fields = all(record);
    fields.keySet().retainAll(names);
    if (names.contains(Present.FILE)) {
      fields.put(Present.FILE, ITS_OWN);
    }
    return fields;
  }

  private static Optional<List<Object>> rows(MappedRecord record, Shape.Child child) {
    List<Row> rows = record.children(record.shape().children().indexOf(child));
    return Optional.ofNullable(rows).map(there -> new ArrayList<Object>(there));
  }

  private static Object shown(Object value) {
    return value instanceof Assignment ? IN_TURN : value;
  }

  /** The present value of a field; empty when there is no such record. */
  public Optional<Object> heldOf(String field) {
    return held.map(values -> values.get(field));
  }
}
