package dev.oneway.demo.coupa;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An invoice or a purchase order with the file that belongs to it. Immutable.
 *
 * @param fields as the API gives them, by names with dashes
 * @param file its content
 */
@SuppressWarnings("ArrayRecordComponent")
public record CoupaDocument(long id, Map<String, Object> fields, byte[] file) {

  public String text(String field) {
    return String.valueOf(fields.get(field));
  }

  CoupaDocument with(String field, Object value, String updatedAt) {
    Map<String, Object> changed = new LinkedHashMap<>(fields);
    changed.put(field, value);
    changed.put("updated-at", updatedAt);
    return new CoupaDocument(id, changed, file);
  }

  CoupaDocument withFile(byte[] other, String updatedAt) {
    return new CoupaDocument(id, fields, other).with("updated-at", updatedAt, updatedAt);
  }
}
