package dev.oneway.destination.jdbc;

import static java.util.stream.Collectors.joining;

import dev.oneway.fault.Fault;
import dev.oneway.fault.Nearest;
import dev.oneway.record.Field;
import dev.oneway.record.Promise;
import dev.oneway.record.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what a mapping promises of its values with what the columns take. */
final class PromiseCheck {
  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault> warnings = new ArrayList<>();

  /** Adds what is wrong with a table and its children. */
  void check(Binding binding) {
    binding.columns().forEach((field, column) -> check(binding, field, column));
    requireFilled(binding);
    noteNulls(binding);
    binding.children().forEach(this::check);
  }

  /** What can never be stored. */
  List<Fault> faults() {
    return faults;
  }

  /** What may be refused, record by record. */
  List<Fault> warnings() {
    return warnings;
  }

  private void check(Binding binding, Field field, Column column) {
    Promise promise = field.promise();
    String name = "`" + column.name() + "` of " + binding.table();
    if (column.limits().refuses().contains(promise.kind())) {
      faults.add(
          fault(
              binding,
              field,
              "%s is %s and can never hold %s."
                  .formatted(name, column.type(), words(promise.kind())),
              "Give the field another `type`, or the column one that fits."));
    }
    requireLength(binding, field, column, name);
  }

  /** One note for all fields of a table: a source's own rules mostly see to it. */
  private void noteNulls(Binding binding) {
    if (binding.table().fillsRows()) {
      return;
    }
    List<Field> mayBeNull =
        binding.columns().entrySet().stream()
            .filter(entry -> entry.getValue().limits().notNull())
            .map(Map.Entry::getKey)
            .filter(field -> !field.key() && !field.promise().neverNull())
            .toList();
    if (!mayBeNull.isEmpty()) {
      String names = mayBeNull.stream().map(Field::name).collect(joining("`, `"));
      warnings.add(
          fault(
              binding,
              mayBeNull.get(0),
              "`%s` of %s: NOT NULL, and the value may be null. Such a record is refused."
                  .formatted(names, binding.table()),
              "Add `required: true` or a `default`, if the source doesn't see to it."));
    }
  }

  private void requireLength(Binding binding, Field field, Column column, String name) {
    int longest = field.promise().maxLength().orElse(0);
    int room = column.limits().maxLength().orElse(Integer.MAX_VALUE);
    if (longest > room) {
      faults.add(
          fault(
              binding,
              field,
              "%s is %s, and the value may have %d characters."
                  .formatted(name, column.type(), longest),
              "Cut it to " + room + ", or widen the column."));
    }
  }

  /** A column somebody probably misspelt is told as unknown already. */
  private void requireFilled(Binding binding) {
    if (binding.table().fillsRows()) {
      return;
    }
    List<String> names = binding.table().columnNames();
    List<Optional<String>> misspelt =
        binding.unknown().stream().map(field -> Nearest.to(field.name(), names)).toList();
    for (Column column : binding.table().columns()) {
      if (column.required()
          && !binding.columns().containsValue(column)
          && !misspelt.contains(Optional.of(column.name()))) {
        faults.add(unfilled(binding, column));
      }
    }
  }

  private static Fault unfilled(Binding binding, Column column) {
    return fault(
        binding,
        binding.shape().keyFields().get(0),
        "`%s` of %s must have a value (NOT NULL, no default) and no field fills it."
            .formatted(column.name(), binding.table()),
        "Add it to `fields`, or give the column a default.");
  }

  private static Fault fault(Binding binding, Field field, String what, String remedy) {
    Shape shape = binding.shape();
    return new Fault(shape.mappingFile(), field.line(), field.column(), what, remedy);
  }

  private static String words(Promise.Kind kind) {
    return switch (kind) {
      case ANY -> "a value";
      case TEXT -> "a text";
      case INTEGER -> "a whole number";
      case DECIMAL -> "a decimal number";
      case BOOLEAN -> "true or false";
      case DATE -> "a date";
      case INSTANT -> "a point in time";
      case JSON -> "an object or an array";
      case BINARY -> "bytes";
      case ASSIGNED -> "a value given out in turn";
    };
  }
}
