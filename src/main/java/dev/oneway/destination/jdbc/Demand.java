package dev.oneway.destination.jdbc;

import dev.oneway.record.Field;
import dev.oneway.record.FieldName;
import dev.oneway.record.Promise.Kind;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rows ask of a table and their children of theirs: fields that must have a column, and fields
 * of which a row may be refused alone when they have none. Those are what a mapping takes as it
 * comes and, where tables grow, all of whose values nothing is promised. Belongs to one thread.
 */
final class Demand {
  private static final String TEXT_BESIDE = "_text";

  private final Shape base;
  private final List<Field> strict = new ArrayList<>();
  private final Map<String, Field> lenient = new LinkedHashMap<>();
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final List<Demand> children;
  private final Set<String> names;
  private final Dialect dialect;
  private final boolean evolve;
  private boolean appends;

  /**
   * @param base what the rows have in common by their mapping
   * @param names the fields that name the table and so have no column
   */
  Demand(Dialect dialect, Shape base, List<String> names, boolean evolve) {
    this.dialect = dialect;
    this.base = base;
    this.names = Set.copyOf(names);
    this.evolve = evolve;
    for (Field field : base.fields()) {
      if (this.names.contains(field.name())) {
        continue;
      }
      if (isLenient(field)) {
        lenient.put(field.name(), field);
      } else {
        strict.add(field);
      }
    }
    this.children =
        base.children().stream()
            .map(child -> new Demand(dialect, child.shape(), List.of(), evolve))
            .toList();
  }

  private boolean isLenient(Field field) {
    return evolve && !field.key() && field.promise().kind() == Kind.ANY;
  }

  /** A row that is there is to stay as it is. */
  void append() {
    appends = true;
    children.forEach(Demand::append);
  }

  boolean appends() {
    return appends;
  }

  /** Whether the demand is just the mapping's own, whatever the rows hold. */
  boolean isFixed() {
    return !evolve && names.isEmpty() && lenient.isEmpty();
  }

  /** Adds what a row asks for. */
  void add(Row row) {
    List<Field> fields = row.shape().fields();
    for (int i = 0; i < fields.size(); i++) {
      if (row.has(i) && row.value(i) != null) {
        add(fields.get(i), i >= base.fields().size(), row.value(i));
      }
    }
    for (int child = 0; child < children.size(); child++) {
      List<Row> rows = row.children(child);
      if (rows != null) {
        rows.forEach(children.get(child)::add);
      }
    }
  }

  private void add(Field field, boolean asItComes, Object value) {
    if (asItComes) {
      lenient.putIfAbsent(field.name(), field);
    }
    if (lenient.containsKey(field.name())) {
      kinds.merge(field.name(), dialect.kindOf(value), ValueKind::both);
    }
  }

  /** Adds the columns that earlier rows have found, so that they stay known. */
  void add(TablePlan before) {
    before.lenient().forEach(field -> lenient.putIfAbsent(field.name(), field));
    for (int child = 0; child < children.size(); child++) {
      children.get(child).add(before.children().get(child));
    }
  }

  /** Adds a column for values that another one of the name can't take. */
  void addTextBeside(String name) {
    String beside = textBeside(name);
    Field field = lenient.get(name);
    lenient.putIfAbsent(
        beside,
        new Field(beside, false, field.when(), field.line(), field.column(), field.promise()));
    kinds.put(beside, Kind.TEXT);
  }

  /** The name of the column for values that a column can't take. */
  static String textBeside(String name) {
    return FieldName.of(name + TEXT_BESIDE).orElseThrow();
  }

  /** Fields that must have a column. */
  List<Field> strict() {
    return strict;
  }

  /** The lenient fields that have values, and what these are. */
  Map<String, Kind> kinds() {
    return kinds;
  }

  List<Demand> children() {
    return children;
  }

  boolean evolves() {
    return evolve;
  }

  Set<String> names() {
    return names;
  }

  Shape base() {
    return base;
  }

  /** The fields a row may be refused for, by their identity. */
  Set<Field> lenient() {
    return new LinkedHashSet<>(lenient.values());
  }

  /** All fields, the key first. */
  Shape shape() {
    if (isFixed() && children.stream().allMatch(Demand::isFixed)) {
      return base;
    }
    List<Field> fields = new ArrayList<>(strict);
    fields.addAll(lenient.values());
    List<Shape.Child> shapes = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      Shape.Child child = base.children().get(i);
      shapes.add(
          new Shape.Child(children.get(i).shape(), child.parentKey(), child.deleteMissing()));
    }
    return new Shape(base.mappingFile(), base.object(), fields, shapes);
  }
}
