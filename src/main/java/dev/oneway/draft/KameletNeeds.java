package dev.oneway.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a Kamelet needs of a route. Immutable.
 *
 * @param required the properties a route must set
 */
record KameletNeeds(List<String> required) {
  static KameletNeeds of(String yaml) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    Object required = at(at(at(document, "spec"), "definition"), "required");
    List<String> names = new ArrayList<>();
    if (required instanceof List<?> list) {
      list.forEach(name -> names.add(name.toString()));
    }
    return new KameletNeeds(names);
  }

  private static Object at(Object node, String name) {
    return node instanceof Map<?, ?> map ? map.get(name) : null;
  }

  /** Each with a setting for its value, as {@code {{zendesk.url}}}. */
  Map<String, String> settings(String system) {
    Map<String, String> settings = new LinkedHashMap<>();
    required.forEach(name -> settings.put(name, "{{" + system + "." + name + "}}"));
    return settings;
  }
}
