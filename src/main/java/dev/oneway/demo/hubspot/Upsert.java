package dev.oneway.demo.hubspot;

import dev.oneway.demo.hubspot.HubSpotReplies.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One input of a batch upsert, checked.
 *
 * @param fault what it is refused for
 */
record Upsert(
    String idProperty,
    String id,
    String trace,
    Map<String, String> values,
    Optional<String> fault) {

  /**
   * @throws Refused when it can't be told which record is meant, which refuses the whole batch
   */
  static Upsert of(Map<?, ?> input, HubSpotObjects objects) throws Refused {
    String idProperty = HubSpotJson.text(input, "idProperty");
    String id = HubSpotJson.text(input, "id");
    HubSpotBatch.find(objects, idProperty, id);
    Map<String, String> values = new LinkedHashMap<>();
    values.put(idProperty, id);
    if (input.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, value) -> {
            // An empty text clears a property; null says nothing of it.
            if (value != null) {
              values.put(name.toString(), value.toString());
            }
          });
    }
    String trace = HubSpotJson.text(input, "objectWriteTraceId");
    return new Upsert(idProperty, id, trace, values, fault(values, objects));
  }

  private static Optional<String> fault(Map<String, String> values, HubSpotObjects objects) {
    List<Map<String, Object>> faults = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          Optional<Property> property = objects.property(name);
          if (property.isEmpty()) {
            String why = "Property \"" + name + "\" does not exist";
            faults.add(Property.fault(name, "PROPERTY_DOESNT_EXIST", why));
          } else if (objects.isBuiltIn(name)) {
            String why = "\"" + name + "\" is a read only property; its value cannot be set.";
            faults.add(Property.fault(name, "READ_ONLY_VALUE", why));
          } else {
            property.get().fault(value).ifPresent(faults::add);
          }
        });
    return faults.isEmpty() ? Optional.empty() : Optional.of(HubSpotReplies.notValid(faults));
  }

  /** Does it, and returns how the answer tells it. */
  Map<String, Object> execute(HubSpotObjects objects) {
    synchronized (objects) {
      Optional<HubSpotObject> old = objects.find(idProperty, id);
      HubSpotObject written =
          old.map(object -> objects.change(object.id(), values))
              .orElseGet(() -> objects.add(values));
      Map<String, Object> json = written.json(values.keySet(), objects.modified());
      json.put("new", old.isEmpty());
      return json;
    }
  }
}
