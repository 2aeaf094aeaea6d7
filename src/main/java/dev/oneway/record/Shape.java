package dev.oneway.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all records of one mapped object have in common. Built once when a mapping is compiled and
 * shared by its records, so that a destination can prepare statements per shape and not per record.
 * Records of a mapping that takes fields as they come have shapes made of it, see {@link Shapes}.
 *
 * <p>Immutable; threads may share it.
 */
public final class Shape {
  private final String mappingFile;
  private final String object;
  private final List<Field> fields;
  private final List<Child> children;
  private final Optional<Removal> removal;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final byte[][] names;
  private final Shape base;
  private final boolean refers;

  /**
   * Rows of another destination object that belong to a record, e.g. an order's lines.
   *
   * @param shape the child rows' shape; {@link Shape#object()} names their table
   * @param parentKey the child's fields that repeat the parent's key, in the order of the parent's
   *     key fields
   * @param deleteMissing whether a row the destination holds under this parent, and the record no
   *     longer has, is deleted
   */
  public record Child(Shape shape, List<String> parentKey, boolean deleteMissing) {
    public Child {
      parentKey = List.copyOf(parentKey);
    }
  }

  /** Where the mapping file says something, both 1-based. */
  public record Place(int line, int column) {}

  /** A shape whose records are never gone. */
  public Shape(String mappingFile, String object, List<Field> fields, List<Child> children) {
    this(mappingFile, object, fields, children, Optional.empty());
  }

  /**
   * @param mappingFile for messages, e.g. {@code mappings/order.yaml}
   * @param object the destination object as the mapping names it, e.g. a table
   * @param fields key fields first; at least one key field
   * @param removal what becomes of records that are gone; empty when none ever is
   */
  public Shape(
      String mappingFile,
      String object,
      List<Field> fields,
      List<Child> children,
      Optional<Removal> removal) {
    this(mappingFile, object, fields, children, removal, null);
  }

  private Shape(
      String mappingFile,
      String object,
      List<Field> fields,
      List<Child> children,
      Optional<Removal> removal,
      Shape base) {
    this.base = base == null ? this : base;
    this.mappingFile = mappingFile;
    this.object = object;
    this.fields = List.copyOf(fields);
    this.children = List.copyOf(children);
    this.removal = removal;
    this.names = new byte[this.fields.size()][];
    this.refers =
        this.fields.stream().anyMatch(Field::refers)
            || this.children.stream().anyMatch(child -> child.shape().refers);
    for (int i = 0; i < names.length; i++) {
      String name = this.fields.get(i).name();
      indexes.put(name, i);
      names[i] = name.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** This shape with more fields behind its own. */
  public Shape with(List<Field> more) {
    List<Field> all = new ArrayList<>(fields);
    all.addAll(more);
    return new Shape(mappingFile, object, all, children, removal, base);
  }

  /** The mapping's own shape, of which this was made by adding fields; itself when it is that. */
  public Shape base() {
    return base;
  }

  public String mappingFile() {
    return mappingFile;
  }

  public String object() {
    return object;
  }

  public List<Field> fields() {
    return fields;
  }

  public List<Field> keyFields() {
    return fields.stream().filter(Field::key).toList();
  }

  public List<Child> children() {
    return children;
  }

  /** What becomes of records that are gone; empty when none ever is. */
  public Optional<Removal> removal() {
    return removal;
  }

  /** Whether its records, or their children, may hold a {@link Reference}. */
  public boolean refers() {
    return refers;
  }

  /** The field's position in {@link Row#value(int)}, or -1. */
  public int indexOf(Object name) {
    Integer index = name instanceof String text ? indexes.get(text) : null;
    return index == null ? -1 : index;
  }

  /** The name of the field at this position in UTF-8, made once for all records. */
  byte[] nameOf(int index) {
    return names[index];
  }

  /** {@code mappings/order.yaml:12:5} of a field, for messages. */
  public String placeOf(Field field) {
    return mappingFile + ":" + field.line() + ":" + field.column();
  }

  @Override
  public String toString() {
    return mappingFile + " → " + object;
  }
}
