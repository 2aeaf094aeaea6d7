package dev.oneway.mapping;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.model.ChildModel;
import dev.oneway.mapping.model.RestModel;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Path;
import dev.oneway.record.Field;
import dev.oneway.record.Keys;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rows of one child object, compiled. Threads may share it. */
final class ChildWork {
  private final Shape shape;
  private final Optional<Path> each;
  private final Optional<Expression> where;
  private final boolean deleteMissing;
  private final int parentFields;
  private final FieldWork[] key;
  private final FieldWork[] fields;
  private final RestWork rest;

  ChildWork(String mappingFile, ChildModel model) {
    this.shape = new Shape(mappingFile, model.object(), fieldsOf(model), List.of());
    this.each = model.each();
    this.where = model.where();
    this.deleteMissing = model.deleteMissing();
    this.parentFields = model.parent().size();
    this.key = FieldWork.of(model.key());
    this.fields = FieldWork.of(model.fields());
    this.rest = RestWork.of(model.rest(), shape, List.of());
  }

  private static List<Field> fieldsOf(ChildModel model) {
    Stream<Field> key = model.key().stream().map(field -> field.field(true));
    Stream<Field> others = model.fields().stream().map(field -> field.field(false));
    Stream<Field> unfit = model.rest().flatMap(RestModel::others).stream();
    return Stream.of(model.parent().stream(), key, others, unfit).flatMap(part -> part).toList();
  }

  Shape.Child shape() {
    List<String> parentKey =
        shape.fields().subList(0, parentFields).stream().map(Field::name).toList();
    return new Shape.Child(shape, parentKey, deleteMissing);
  }

  /**
   * The record's rows; null when the record doesn't speak of them.
   *
   * @param parentKey begins with the record's key
   * @throws RecordFault when a row can't be delivered
   */
  List<Row> rows(Map<String, Object> record, Object[] parentKey) {
    if (each.isEmpty()) {
      return isRow(record) ? List.of(row(record, parentKey)) : List.of();
    }
    Object elements = each.get().read(record);
    if (elements == Row.ABSENT) {
      return null;
    }
    if (elements == null) {
      return List.of();
    }
    if (!(elements instanceof List<?> list)) {
      throw fault(BadValue.type(elements, "an array of objects"));
    }
    return rows(list, parentKey);
  }

  private List<Row> rows(List<?> elements, Object[] parentKey) {
    List<Row> rows = new ArrayList<>(elements.size());
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < elements.size(); i++) {
      Optional<Row> row = row(elements.get(i), i, parentKey);
      if (row.isPresent()) {
        rows.add(row.get());
        if (!keys.add(keyOf(row.get()))) {
          throw fault(BadValue.constraint("has two rows with the key of row " + (i + 1)));
        }
      }
    }
    return rows;
  }

  private String keyOf(Row row) {
    List<Object> parts = new ArrayList<>(parentFields + key.length);
    for (int i = 0; i < parentFields + key.length; i++) {
      parts.add(row.value(i));
    }
    return Keys.of(parts);
  }

  private Optional<Row> row(Object element, int index, Object[] parentKey) {
    if (!(element instanceof Map<?, ?>)) {
      throw RecordFault.of(
          BadValue.type(element, "an object"), Optional.of(shape.object()), place(index));
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> record = (Map<String, Object>) element;
    try {
      return isRow(record) ? Optional.of(row(record, parentKey)) : Optional.empty();
    } catch (RecordFault fault) {
      throw fault.inRow(shape.object(), place(index));
    }
  }

  private String place(int index) {
    return "row " + (index + 1) + " of " + words();
  }

  private boolean isRow(Map<String, Object> element) {
    try {
      return where.isEmpty() || where.get().isTrue(element);
    } catch (BadValue bad) {
      throw RecordFault.of(bad, Optional.empty(), "`where`, " + where.get().words() + ",");
    }
  }

  private Row row(Map<String, Object> element, Object[] parentKey) {
    Object[] values = Arrays.copyOf(parentKey, shape.fields().size());
    int at = parentFields;
    for (FieldWork field : key) {
      values[at++] = field.keyValue(element);
    }
    for (FieldWork field : fields) {
      values[at++] = field.value(element);
    }
    RestWork.Filled all = rest.fill(values, element);
    return new Row(all.shape(), all.values(), List.of());
  }

  private String words() {
    return each.map(Path::words).orElse("the record");
  }

  private RecordFault fault(BadValue bad) {
    return RecordFault.of(bad, Optional.of(shape.object()), words());
  }
}
