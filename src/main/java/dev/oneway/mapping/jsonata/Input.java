package dev.oneway.mapping.jsonata;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record as JSONata may see it. Dates and times become text, as JSON has none. An empty list is
 * copied, because the library puts an element into an empty list it groups by; what needs no change
 * is shared with the record.
 */
final class Input {
  private Input() {}

  static Object of(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    return value instanceof Temporal ? value.toString() : value;
  }

  private static Object map(Map<?, ?> map) {
    Map<Object, Object> copy = null;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      Object seen = of(member.getValue());
      if (seen != member.getValue()) {
        copy = copy == null ? new LinkedHashMap<>(map) : copy;
        copy.put(member.getKey(), seen);
      }
    }
    return copy == null ? map : copy;
  }

  private static Object list(List<?> list) {
    List<Object> copy = list.isEmpty() ? new ArrayList<>() : null;
    for (int i = 0; i < list.size(); i++) {
      Object seen = of(list.get(i));
      if (seen != list.get(i)) {
        copy = copy == null ? new ArrayList<>(list) : copy;
        copy.set(i, seen);
      }
    }
    return copy == null ? list : copy;
  }
}
