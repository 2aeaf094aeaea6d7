package dev.oneway.destination.http.template;

import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes the dots in fields' names for steps: {@code address.city} is {@code city} in {@code
 * address}.
 */
public final class Nesting {
  private Nesting() {}

  /**
   * @param shape names the mapping, should two fields be in each other's way
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> nested(Map<String, Object> flat, Shape shape) {
    Map<String, Object> nested = new LinkedHashMap<>();
    flat.forEach(
        (name, value) -> {
          Map<String, Object> here = nested;
          int at = 0;
          for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', at)) {
            Object inner =
                here.computeIfAbsent(name.substring(at, dot), n -> new LinkedHashMap<>());
            if (!(inner instanceof Map<?, ?>) || flat.containsKey(name.substring(0, dot))) {
              throw inTheWay(name, name.substring(0, dot), shape);
            }
            here = (Map<String, Object>) inner;
            at = dot + 1;
          }
          here.put(name.substring(at), value);
        });
    return nested;
  }

  private static FatalException inTheWay(String name, String parent, Shape shape) {
    return new FatalException(
        "%s: %s can't be nested, because %s is a field with a value of its own. Rename one of them, or leave nest out."
            .formatted(shape.mappingFile(), name, parent));
  }
}
