package dev.oneway.demo.hubspot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A contact or a company. Immutable: a change makes a new one.
 *
 * @param properties what was set, by name, as text; what HubSpot itself keeps isn't among them
 */
public record HubSpotObject(
    long id, Map<String, String> properties, Instant createdAt, Instant updatedAt) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  /** The value of a property; an empty text when it has none. */
  public String property(String name) {
    return properties.getOrDefault(name, "");
  }

  HubSpotObject with(Map<String, String> changes, Instant now) {
    Map<String, String> changed = new LinkedHashMap<>(properties);
    changes.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            changed.remove(name);
          } else {
            changed.put(name, value);
          }
        });
    return new HubSpotObject(id, Map.copyOf(changed), createdAt, now);
  }

  /**
   * As the API shows it.
   *
   * @param names of the properties to show; one without a value is null
   * @param modified what the type calls its time of change
   */
  Map<String, Object> json(Iterable<String> names, String modified) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("createdate", time(createdAt));
    names.forEach(name -> shown.put(name, properties.get(name)));
    shown.put("createdate", time(createdAt));
    shown.put("hs_object_id", String.valueOf(id));
    shown.put(modified, time(updatedAt));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", String.valueOf(id));
    json.put("properties", shown);
    json.put("createdAt", time(createdAt));
    json.put("updatedAt", time(updatedAt));
    json.put("archived", false);
    return json;
  }

  static String time(Instant time) {
    return TIME.format(time);
  }
}
