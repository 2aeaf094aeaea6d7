package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import dev.oneway.record.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code each:} with {@code fields:}: a list of objects, one for each element of an array. Threads
 * may share it.
 */
public final class NestedList implements Origin {
  private final Path each;
  private final Members members;

  public NestedList(Path each, Members members) {
    this.each = each;
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
    for (Object element : list) {
      objects.add(object(element, objects.size() + 1));
    }
    return objects;
  }

  private Object object(Object element, int row) {
    if (!(element instanceof Map<?, ?>)) {
      throw BadValue.type(element, "an object").of(place(row));
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> record = (Map<String, Object>) element;
    try {
      return members.of(record);
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
