package dev.oneway.mapping.model;

import dev.oneway.mapping.value.BinaryType;
import dev.oneway.mapping.value.Blank;
import dev.oneway.mapping.value.BooleanType;
import dev.oneway.mapping.value.DateType;
import dev.oneway.mapping.value.DecimalType;
import dev.oneway.mapping.value.FieldValue;
import dev.oneway.mapping.value.InstantType;
import dev.oneway.mapping.value.IntegerType;
import dev.oneway.mapping.value.JsonType;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.TextType;
import dev.oneway.record.Field;
import dev.oneway.record.Promise;
import dev.oneway.record.Row;
import dev.oneway.record.WriteWhen;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One destination field as the file describes it.
 *
 * @param line where the file declares it, 1-based
 * @param column where the file declares it, 1-based
 * @param value how its value is made
 */
public record FieldModel(String name, int line, int column, FieldValue value, WriteWhen when) {
  private static final Map<Class<? extends Stage>, Promise.Kind> KINDS =
      Map.of(
          TextType.class, Promise.Kind.TEXT,
          IntegerType.class, Promise.Kind.INTEGER,
          DecimalType.class, Promise.Kind.DECIMAL,
          BooleanType.class, Promise.Kind.BOOLEAN,
          DateType.class, Promise.Kind.DATE,
          InstantType.class, Promise.Kind.INSTANT,
          JsonType.class, Promise.Kind.JSON,
          BinaryType.class, Promise.Kind.BINARY);

  /** The field as a destination sees it. */
  public Field field(boolean key) {
    return new Field(name, key, when, line, column, promise(key));
  }

  /** The type's kind, unless a later stage may make something else of it. */
  private Promise promise(boolean key) {
    Blank blank = value.blank();
    boolean hasDefault = blank.substitute() != null && blank.substitute() != Row.ABSENT;
    boolean neverNull = key || blank.required() || blank.keepNull() || hasDefault;
    List<Stage> stages = value.stages();
    Promise.Kind kind = stages.size() == 1 ? KINDS.get(stages.get(0).getClass()) : null;
    return new Promise(kind == null ? Promise.Kind.ANY : kind, OptionalInt.empty(), neverNull);
  }
}
