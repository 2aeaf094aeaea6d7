package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import dev.oneway.record.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code each:} with {@code fields:}: a list of objects, one for each element of an array, or for
 * those of which a condition is true. Threads may share it.
 */
public final class NestedList implements Origin {
  private final Path each;
  private final Optional<Condition> where;
  private final Members members;

  /**
   * @param where of which elements there are objects; of all when empty
   */
  public NestedList(Path each, Optional<Condition> where, Members members) {
    this.each = each;
    this.where = where;
    this.members = members;
  }

  @Override
  public Object read(Map<String, Object> record) {
    Object elements = each.read(record);
    if (elements == null || elements == Row.ABSENT) {
      return elements;
    }
    if (!(elements instanceof List<?> list)) {
      throw BadValue.type(elements, "an array of objects");
    }
    List<Object> objects = new ArrayList<>(list.size());
    int row = 0;
    for (Object element : list) {
      row++;
      Map<String, Object> inside = record(element, row);
      if (isWanted(inside)) {
        objects.add(object(inside, row));
      }
    }
    return objects;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> record(Object element, int row) {
    if (!(element instanceof Map<?, ?>)) {
      throw BadValue.type(element, "an object").of(place(row));
    }
    return (Map<String, Object>) element;
  }

  private boolean isWanted(Map<String, Object> element) {
    try {
      return where.isEmpty() || where.get().isTrue(element, element);
    } catch (BadValue bad) {
      throw bad.of("`where`, " + where.get().words() + ",");
    }
  }

  private Map<String, Object> object(Map<String, Object> element, int row) {
    try {
      return members.of(element);
    } catch (BadValue bad) {
      throw bad.at(place(row));
    }
  }

  private String place(int row) {
    return "row " + row + " of " + words();
  }

  /** Where the record holds the array. */
  public Path each() {
    return each;
  }

  /** Of which elements there are objects; of all when empty. */
  public Optional<Condition> where() {
    return where;
  }

  public Members members() {
    return members;
  }

  @Override
  public String words() {
    return each.words();
  }

  @Override
  public Promise promised() {
    return Promise.of(Promise.Kind.JSON);
  }
}
