package dev.oneway.mapping;

import dev.oneway.mapping.value.BadValue;
import dev.oneway.record.Keys;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.record.Version;
import dev.oneway.run.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mapping of one record, which keeps what it has learnt about it (version, key) for the case
 * that the rest fails. Belongs to one thread.
 */
final class Attempt {
  private final Mapping mapping;
  private final Map<String, Object> source;
  private final Object[] values;
  private Version version;
  private String key;

  Attempt(Mapping mapping, Map<String, Object> source) {
    this.mapping = mapping;
    this.source = source;
    this.values = new Object[mapping.shape().fields().size()];
  }

  Mapped result() {
    try {
      return mapped();
    } catch (RecordFault fault) {
      return rejected(fault);
    } catch (RuntimeException | StackOverflowError e) {
      return rejected(
          RecordFault.of(
              BadValue.unmappable("can't be mapped (" + e.getClass().getSimpleName() + ")"),
              Optional.empty(),
              "the record"));
    }
  }

  private Mapped mapped() {
    RecordFault unversioned = readVersion();
    boolean gone = mapping.deletes().isPresent() && mapping.deletes().get().isGone(source);
    if (gone ? mapping.deletes().get().isIgnored() : !isWanted()) {
      return new Mapped.Filtered(
          Optional.ofNullable(version), mapping.missesRecords() ? keyIfAny() : Optional.empty());
    }
    readKey();
    if (unversioned != null) {
      throw unversioned;
    }
    return new Mapped.Delivered(gone ? gone() : upsert());
  }

  private MappedRecord gone() {
    List<Object> keyValues = Arrays.asList(values).subList(0, mapping.key().length);
    return mapping.deletes().orElseThrow().gone(keyValues, version, source);
  }

  private MappedRecord upsert() {
    mapping.admission().test(source);
    int at = mapping.key().length;
    for (FieldWork field : mapping.fields()) {
      values[at++] = field.value(source);
    }
    RestWork.Filled all = mapping.rest().fill(values, source);
    return new MappedRecord(all.shape(), all.values(), children(), key, version, source);
  }

  /** A record that is filtered needs no version: the fault waits until it is known to be wanted. */
  private RecordFault readVersion() {
    if (mapping.version().isPresent()) {
      try {
        version = mapping.version().get().version(source);
      } catch (RecordFault fault) {
        return fault;
      }
    }
    return null;
  }

  private boolean isWanted() {
    if (mapping.where().isEmpty()) {
      return true;
    }
    try {
      return mapping.where().get().isTrue(source);
    } catch (BadValue bad) {
      throw RecordFault.of(
          bad, Optional.empty(), "`where`, " + mapping.where().get().words() + ",");
    }
  }

  private void readKey() {
    FieldWork[] fields = mapping.key();
    for (int i = 0; i < fields.length; i++) {
      values[i] = fields[i].keyValue(source);
    }
    key =
        fields.length == 1
            ? Keys.of(List.of(values[0]))
            : Keys.of(Arrays.asList(values).subList(0, fields.length));
  }

  private List<List<Row>> children() {
    if (mapping.children().length == 0) {
      return List.of();
    }
    List<List<Row>> children = new ArrayList<>(mapping.children().length);
    for (ChildWork child : mapping.children()) {
      children.add(child.rows(source, values));
    }
    return children;
  }

  private Mapped rejected(RecordFault fault) {
    return new Mapped.Rejected(
        new Rejection(
            keyIfAny(),
            Optional.ofNullable(version),
            source,
            fault.category(),
            fault.field(),
            fault.reason()));
  }

  private Optional<String> keyIfAny() {
    if (key == null) {
      try {
        readKey();
      } catch (RuntimeException | StackOverflowError e) {
        return Optional.empty();
      }
    }
    return Optional.of(key);
  }
}
