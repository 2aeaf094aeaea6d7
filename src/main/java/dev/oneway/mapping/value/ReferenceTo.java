package dev.oneway.mapping.value;

import dev.oneway.record.Characters;
import dev.oneway.record.Keys;
import dev.oneway.record.Promise;
import dev.oneway.record.Reference;
import dev.oneway.record.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ref:}: the value is the key of a record that a flow delivers, and what arrives is the
 * destination's id of it. Of a list each element is. A blank text becomes null, as no key is blank.
 *
 * @param flow the flow's name
 * @param ledger the name of its ledger
 * @param skipped whether it is left out while there is no such record
 * @param key the names of the key's fields, when the value is an object of them; empty when it is
 *     the key itself
 * @param place where the mapping file says so
 */
public record ReferenceTo(
    String flow, String ledger, boolean skipped, List<String> key, Shape.Place place)
    implements Stage {

  public ReferenceTo {
    key = List.copyOf(key);
  }

  @Override
  public Object apply(Object value) {
    return value instanceof List<?> list ? each(list) : reference(value);
  }

  private List<Object> each(List<?> list) {
    List<Object> references = new ArrayList<>(list.size());
    for (Object element : list) {
      Object reference = element == null ? null : elementOf(references.size(), element);
      if (reference != null) {
        references.add(reference);
      }
    }
    return references;
  }

  private Object elementOf(int index, Object element) {
    try {
      return reference(element);
    } catch (BadValue bad) {
      throw bad.ofElement(index);
    }
  }

  private Reference reference(Object value) {
    List<Object> parts = key.isEmpty() ? List.of(single(value)) : partsOf(value);
    return parts.stream().allMatch(Blank::isBlank)
        ? null
        : new Reference(flow, ledger, keyOf(value, parts), skipped);
  }

  private static Object single(Object value) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      throw BadValue.type(value, "a single value, as it is a key");
    }
    return value;
  }

  private List<Object> partsOf(Object value) {
    Map<?, ?> object = (Map<?, ?>) value;
    List<Object> parts = new ArrayList<>(key.size());
    key.forEach(name -> parts.add(object.containsKey(name) ? single(object.get(name)) : ""));
    return parts;
  }

  private static String keyOf(Object value, List<Object> parts) {
    if (parts.stream().anyMatch(Blank::isBlank)) {
      throw BadValue.missing("lacks a part of the key it is");
    }
    String text = Keys.of(parts);
    if (!Characters.areStorable(text)) {
      throw BadValue.type(value, "a text without U+0000 and half surrogate pairs to be a key");
    }
    return text;
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.NOTHING;
  }

  @Override
  public String says() {
    return "the destination's id of what `" + flow + "` delivered under this key";
  }
}
