package dev.oneway.mapping;

import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Blank;
import dev.oneway.mapping.value.FieldValue;
import dev.oneway.record.Characters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One field, compiled: from the source record to the value in the row. Threads may share it. */
final class FieldWork {
  private final String name;
  private final FieldValue value;

  FieldWork(FieldModel model) {
    this.name = model.name();
    this.value = model.value();
  }

  /** The work on fields, in their order. */
  static FieldWork[] of(List<FieldModel> fields) {
    return fields.stream().map(FieldWork::new).toArray(FieldWork[]::new);
  }

  /**
   * The value, null, or {@link dev.oneway.record.Row#ABSENT}.
   *
   * @throws RecordFault when the record can't be delivered because of it
   */
  Object value(Map<String, Object> record) {
    try {
      return value.of(record);
    } catch (BadValue bad) {
      throw fault(bad);
    }
  }

  /**
   * The value of a key field, never null, absent or blank.
   *
   * @throws RecordFault when the record has no such value
   */
  Object keyValue(Map<String, Object> record) {
    Object key = value(record);
    if (Blank.isBlank(key)) {
      throw fault(Blank.missing(key, "a key field"));
    }
    if (key instanceof Map<?, ?> || key instanceof List<?>) {
      throw fault(BadValue.type(key, "a single value, as it identifies the record"));
    }
    if (key instanceof String text && !Characters.areStorable(text)) {
      throw fault(BadValue.type(key, "a text without U+0000 and half surrogate pairs to be a key"));
    }
    return key;
  }

  private RecordFault fault(BadValue bad) {
    return RecordFault.of(bad, Optional.of(name), value.origin().words());
  }
}
