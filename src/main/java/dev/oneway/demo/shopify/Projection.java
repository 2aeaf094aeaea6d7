package dev.oneway.demo.shopify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of what there is, what somebody asks for. */
final class Projection {
  /** Fields that are there also while they have no value. */
  private static final Set<String> MAY_BE_EMPTY =
      Set.of("updatedAt", "compareAtPrice", "barcode", "code", "field", "message");

  private Projection() {}

  /**
   * What is asked for of a value; of a connection its nodes.
   *
   * @param type for the message
   * @throws GraphQlException when something is asked for that there isn't
   */
  static Object of(String type, Object value, List<Selection> fields) throws GraphQlException {
    if (value instanceof List<?> list && !fields.isEmpty()) {
      return fields.get(0).name().equals("nodes")
          ? Map.of(fields.get(0).alias(), all(type, list, fields.get(0).fields()))
          : all(type, list, fields);
    }
    if (!(value instanceof Map<?, ?> map) || fields.isEmpty()) {
      return value;
    }
    Map<String, Object> selected = new LinkedHashMap<>();
    for (Selection field : fields) {
      if (!map.containsKey(field.name()) && !MAY_BE_EMPTY.contains(field.name())) {
        throw new GraphQlException(
            "undefinedField",
            "Field '%s' doesn't exist on type '%s'".formatted(field.name(), type));
      }
      selected.put(field.alias(), of(field.name(), map.get(field.name()), field.fields()));
    }
    return selected;
  }

  private static List<Object> all(String type, List<?> list, List<Selection> fields)
      throws GraphQlException {
    List<Object> all = new ArrayList<>();
    for (Object one : list) {
      all.add(of(type, one, fields));
    }
    return all;
  }
}
