package dev.oneway.destination.jdbc;

import dev.oneway.record.Field;
import dev.oneway.record.Keys;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Promise;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Builds shapes and their records by hand, as a mapping would. */
final class Orders {
  private Orders() {}

  /**
   * A shape from names: {@code *id} is a key field, {@code name?create} and {@code name?empty} are
   * written on creation only and while empty only.
   */
  static Shape shape(String object, String... names) {
    return shape(object, List.of(), names);
  }

  static Shape shape(String object, List<Shape.Child> children, String... names) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      String name = names[i].replaceFirst("^\\*", "").replaceFirst("\\?(create|empty)$", "");
      fields.add(new Field(name, names[i].startsWith("*"), when(names[i]), 10 + i, 3));
    }
    return new Shape("mappings/x.yaml", object, fields, children);
  }

  /** A field whose values are of this kind and never null. */
  static Field promised(String name, int line, Promise.Kind kind) {
    return promised(name, line, new Promise(kind, OptionalInt.empty(), true));
  }

  static Field promised(String name, int line, Promise promise) {
    return new Field(name, false, WriteWhen.ALWAYS, line, 3, promise);
  }

  private static WriteWhen when(String name) {
    if (name.endsWith("?create")) {
      return WriteWhen.CREATE;
    }
    return name.endsWith("?empty") ? WriteWhen.EMPTY : WriteWhen.ALWAYS;
  }

  static Shape.Child child(Shape shape, boolean deleteMissing, String... parentKey) {
    return new Shape.Child(shape, List.of(parentKey), deleteMissing);
  }

  static MappedRecord record(Shape shape, Object... values) {
    List<List<Row>> none = new ArrayList<>();
    shape.children().forEach(child -> none.add(null));
    return record(shape, none, values);
  }

  static MappedRecord record(Shape shape, List<List<Row>> children, Object... values) {
    return new MappedRecord(
        shape,
        values,
        children,
        key(shape, values),
        null,
        Map.of("source", Arrays.toString(values)));
  }

  static MappedRecord deactivation(Shape shape, Object... values) {
    return gone(Operation.DEACTIVATE, shape, values);
  }

  /** A record that is gone. */
  static MappedRecord gone(Operation operation, Shape shape, Object... values) {
    return MappedRecord.gone(
        shape,
        operation,
        values,
        key(shape, values),
        null,
        Map.of("source", Arrays.toString(values)));
  }

  static Row row(Shape shape, Object... values) {
    return new Row(shape, values, List.of());
  }

  private static String key(Shape shape, Object... values) {
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < shape.keyFields().size(); i++) {
      parts.add(values[i] == null ? "" : values[i]);
    }
    return Keys.of(parts);
  }
}
