package dev.oneway.destination.http.template;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes the dots in fields' names for steps: {@code address.city} is {@code city} in {@code
 * address}. Of a name that begins with a URN this is the first step, up to its last colon, as SCIM
 * writes the attributes of an extension (RFC 7644, 3.10): {@code
 * urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department}.
 */
public final class Nesting {
  private static final String URN = "urn:";
  private static final Pattern DOT = Pattern.compile("\\.");

  private Nesting() {}

  public static boolean isUrn(String name) {
    return name.startsWith(URN);
  }

  /** Where a name leads to, from the outside in. */
  static List<String> steps(String name) {
    int colon = isUrn(name) ? name.lastIndexOf(':') : -1;
    List<String> steps = new ArrayList<>();
    if (colon > 0) {
      steps.add(name.substring(0, colon));
    }
    steps.addAll(List.of(DOT.split(name.substring(colon + 1), -1)));
    return steps;
  }

  /** The same as a JSON pointer. */
  public static JsonPointer pointer(String name) {
    return JsonPointer.compile(
        steps(name).stream()
            .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
            .collect(Collectors.joining()));
  }

  /**
   * @param shape names the mapping, should two fields be in each other's way
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> nested(Map<String, Object> flat, Shape shape) {
    Map<String, Object> nested = new LinkedHashMap<>();
    flat.forEach(
        (name, value) -> {
          List<String> steps = steps(name);
          int last = steps.size() - 1;
          Map<String, Object> here = nested;
          int end = -1;
          for (String step : steps.subList(0, last)) {
            end += 1 + step.length();
            String parent = name.substring(0, end);
            Object inner = here.computeIfAbsent(step, unused -> new LinkedHashMap<>());
            if (!(inner instanceof Map<?, ?>) || flat.containsKey(parent)) {
              throw inTheWay(name, parent, shape);
            }
            here = (Map<String, Object>) inner;
          }
          here.put(steps.get(last), value);
        });
    return nested;
  }

  private static FatalException inTheWay(String name, String parent, Shape shape) {
    return new FatalException(
        "%s: %s can't be nested, because %s is a field with a value of its own. Rename one of them, or leave nest out."
            .formatted(shape.mappingFile(), name, parent));
  }
}
