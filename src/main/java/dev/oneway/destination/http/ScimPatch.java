package dev.oneway.destination.http;

import dev.oneway.destination.http.template.Nesting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The operations of a SCIM PATCH that make the fields those of a record. The attributes of an
 * extension are set by their paths, one after the other: servers read them in a value in different
 * ways, or not at all. Setting them adds, which replaces what is there and makes the extension
 * where there is none; so what is cleared comes last.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2">RFC 7644, 3.5.2</a>
 */
final class ScimPatch {
  private ScimPatch() {}

  /**
   * @param fields nested; an extension's attributes are below its URN
   */
  static List<Object> of(Map<String, Object> fields) {
    Map<String, Object> core = new LinkedHashMap<>();
    List<Object> set = new ArrayList<>();
    List<Object> cleared = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          if (!Nesting.isUrn(name)) {
            core.put(name, value);
          } else if (value instanceof Map<?, ?> attributes) {
            attributes.forEach(
                (attribute, held) -> {
                  String path = name + ":" + attribute;
                  var unused = isNone(held) ? cleared.add(remove(path)) : set.add(add(path, held));
                });
          }
        });
    List<Object> operations = new ArrayList<>();
    if (!core.isEmpty()) {
      operations.add(Map.of("op", "replace", "value", core));
    }
    operations.addAll(set);
    operations.addAll(cleared);
    return operations;
  }

  /** Nothing, or an object that holds nothing. */
  private static boolean isNone(Object value) {
    return value == null
        || (value instanceof Map<?, ?> parts && parts.values().stream().allMatch(Objects::isNull));
  }

  private static Map<String, Object> add(String path, Object value) {
    return Map.of("op", "add", "path", path, "value", value);
  }

  private static Map<String, Object> remove(String path) {
    return Map.of("op", "remove", "path", path);
  }
}
