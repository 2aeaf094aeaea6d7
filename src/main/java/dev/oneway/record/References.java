package dev.oneway.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds the {@link Reference}s in a row and in its children's, at any depth, and replaces them. */
public final class References {
  private References() {}

  /**
   * One of them.
   *
   * @param field the destination field it stands in; of a child's row with the child before it
   */
  public record Found(String field, Reference reference) {}

  static List<Found> in(Row row) {
    List<Found> found = new ArrayList<>();
    find(row, "", found);
    return found;
  }

  private static void find(Row row, String place, List<Found> found) {
    List<Field> fields = row.shape().fields();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).refers()) {
        find(row.value(i), place + fields.get(i).name(), found);
      }
    }
    for (int i = 0; i < row.shape().children().size(); i++) {
      Shape child = row.shape().children().get(i).shape();
      List<Row> rows = row.children(i);
      if (child.refers() && rows != null) {
        rows.forEach(one -> find(one, place + child.object() + ".", found));
      }
    }
  }

  private static void find(Object value, String field, List<Found> found) {
    if (value instanceof Reference reference) {
      found.add(new Found(field, reference));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> find(element, field, found));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(member -> find(member, field, found));
    }
  }

  /**
   * The row with what stands in place of each reference.
   *
   * @param ids a value, or {@link Row#ABSENT} to leave out the element of the list it stands in, or
   *     where there is no list the field alone
   */
  static Row resolved(Row row, Function<Reference, Object> ids) {
    Shape shape = row.shape();
    Object[] values = new Object[shape.fields().size()];
    for (int i = 0; i < values.length; i++) {
      boolean refers = shape.fields().get(i).refers();
      values[i] = refers ? resolved(row.value(i), ids, false) : row.value(i);
    }
    List<List<Row>> children = new ArrayList<>(shape.children().size());
    for (int i = 0; i < shape.children().size(); i++) {
      List<Row> rows = row.children(i);
      boolean refers = rows != null && shape.children().get(i).shape().refers();
      children.add(refers ? rows.stream().map(one -> resolved(one, ids)).toList() : rows);
    }
    return new Row(shape, values, children);
  }

  private static Object resolved(
      Object value, Function<Reference, Object> ids, boolean insideList) {
    if (value instanceof Reference reference) {
      return ids.apply(reference);
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(element -> resolved(element, ids, true))
          .filter(element -> element != Row.ABSENT)
          .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    }
    return value instanceof Map<?, ?> map ? resolved(map, ids, insideList) : value;
  }

  private static Object resolved(
      Map<?, ?> map, Function<Reference, Object> ids, boolean insideList) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      Object value = resolved(member.getValue(), ids, insideList);
      if (value != Row.ABSENT) {
        members.put((String) member.getKey(), value);
      } else if (insideList) {
        return Row.ABSENT;
      }
    }
    return members.isEmpty() && !map.isEmpty() ? Row.ABSENT : members;
  }
}
