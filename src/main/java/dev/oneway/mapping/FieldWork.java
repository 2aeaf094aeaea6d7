package dev.oneway.mapping;

import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Stage;
import dev.oneway.record.Characters;
import dev.oneway.record.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One field, compiled: from the source record to the value in the row. Threads may share it. */
final class FieldWork {
  private final String name;
  private final Origin origin;
  private final Stage[] stages;
  private final FieldModel.Blank blank;

  FieldWork(FieldModel model) {
    this.name = model.name();
    this.origin = model.origin();
    this.stages = model.stages().toArray(Stage[]::new);
    this.blank = model.blank();
  }

  /** The work on fields, in their order. */
  static FieldWork[] of(List<FieldModel> fields) {
    return fields.stream().map(FieldWork::new).toArray(FieldWork[]::new);
  }

  /**
   * The value, null, or {@link Row#ABSENT}.
   *
   * @throws RecordFault when the record can't be delivered because of it
   */
  Object value(Map<String, Object> record) {
    try {
      return settled(worked(record));
    } catch (BadValue bad) {
      throw RecordFault.of(bad, Optional.of(name), origin.words());
    }
  }

  /**
   * The value of a key field, never null, absent or blank.
   *
   * @throws RecordFault when the record has no such value
   */
  Object keyValue(Map<String, Object> record) {
    Object value = value(record);
    if (isBlank(value)) {
      throw RecordFault.of(missing(value, "a key field"), Optional.of(name), origin.words());
    }
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      throw RecordFault.of(
          BadValue.type(value, "a single value, as it identifies the record"),
          Optional.of(name),
          origin.words());
    }
    if (value instanceof String text && !Characters.areStorable(text)) {
      throw RecordFault.of(
          BadValue.type(value, "a text without U+0000 and half surrogate pairs to be a key"),
          Optional.of(name),
          origin.words());
    }
    return value;
  }

  private Object worked(Map<String, Object> record) {
    Object value = origin.read(record);
    for (Stage stage : stages) {
      if (value == null || value == Row.ABSENT) {
        return value;
      }
      value = stage.apply(value);
    }
    return value;
  }

  private Object settled(Object value) {
    Object result =
        (value == null || value == Row.ABSENT) && blank.substitute() != Row.ABSENT
            ? blank.substitute()
            : value;
    if (blank.required() && isBlank(result)) {
      throw missing(result, "required");
    }
    return result == null && blank.keepNull() ? Row.ABSENT : result;
  }

  private static boolean isBlank(Object value) {
    return value == null || value == Row.ABSENT || (value instanceof String text && text.isBlank());
  }

  private static BadValue missing(Object value, String why) {
    String is = value == null ? "is null" : value == Row.ABSENT ? "is absent" : "is empty";
    return BadValue.missing(is + ", but the field is " + why);
  }
}
