package dev.oneway.destination.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes fields a vendor's by a JSON Patch (RFC 6902). A field is added whether it is there or not;
 * one that is to be cleared is removed, which takes that it is there.
 */
final class JsonPatch {
  private JsonPatch() {}

  /**
   * @param there an object with the fields the vendor has; empty when nobody has looked
   * @param fields by name; null for one that is to be cleared
   */
  static List<Object> of(Optional<JsonNode> there, Map<String, Object> fields) {
    List<Object> operations = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            operations.add(operation("add", name, value));
          } else if (there.filter(object -> object.has(name)).isPresent()) {
            operations.add(operation("remove", name, null));
          }
        });
    return operations;
  }

  private static Map<String, Object> operation(String word, String name, Object value) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("op", word);
    operation.put("path", "/" + name.replace("~", "~0").replace("/", "~1"));
    if (value != null) {
      operation.put("value", value);
    }
    return operation;
  }
}
