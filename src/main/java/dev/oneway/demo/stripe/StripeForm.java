package dev.oneway.demo.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Form fields as Stripe nests them, {@code metadata[crm_id]}, and the objects they make. */
final class StripeForm {
  private static final Pattern NESTED = Pattern.compile("([a-z_]+)\\[([^\\[\\]]+)]");

  private StripeForm() {}

  /** Changes just this field; an empty text unsets it. */
  @SuppressWarnings("unchecked")
  static void set(Map<String, Object> object, String name, String value) {
    Matcher nested = NESTED.matcher(name);
    if (nested.matches()) {
      Object inner = object.computeIfAbsent(nested.group(1), key -> new LinkedHashMap<>());
      set((Map<String, Object>) inner, nested.group(2), value);
    } else if (value.isEmpty()) {
      object.remove(name);
    } else {
      object.put(name, value);
    }
  }

  static Map<String, Object> copy(Map<String, Object> object) {
    Map<String, Object> copy = new LinkedHashMap<>(object);
    copy.replaceAll((name, value) -> value instanceof Map<?, ?> map ? Map.copyOf(map) : value);
    return copy;
  }
}
