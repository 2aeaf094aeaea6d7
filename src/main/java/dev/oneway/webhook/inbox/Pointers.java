package dev.oneway.webhook.inbox;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.record.PointerText;
import dev.oneway.record.Scalars;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON pointers (RFC 6901) into a record, of which the first that leads to a text, a number or a
 * boolean counts. Immutable; threads may share it.
 */
final class Pointers {
  private final List<JsonPointer> pointers;

  private Pointers(List<JsonPointer> pointers) {
    this.pointers = pointers;
  }

  /**
   * @param option its name, for the message
   * @param text {@code /id} or {@code /userId,/anonymousId}; null or blank for none
   * @throws IllegalArgumentException when it is no pointer
   */
  static Pointers parse(String option, String text) {
    return new Pointers(PointerText.several(option, text));
  }

  boolean isEmpty() {
    return pointers.isEmpty();
  }

  /** The first scalar they lead to. */
  Optional<Object> find(Map<String, Object> record) {
    for (JsonPointer pointer : pointers) {
      Optional<Object> found = at(record, pointer);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The same as text. */
  Optional<String> text(Map<String, Object> record) {
    return find(record).map(Scalars::text);
  }

  private static Optional<Object> at(Object node, JsonPointer pointer) {
    JsonPointer rest = pointer;
    Object now = node;
    while (!rest.matches()) {
      now =
          now instanceof Map<?, ?> map
              ? map.get(rest.getMatchingProperty())
              : now instanceof List<?> list ? element(list, rest.getMatchingIndex()) : null;
      rest = rest.tail();
    }
    return now == null || now instanceof Map || now instanceof List
        ? Optional.empty()
        : Optional.of(now);
  }

  private static Object element(List<?> list, int index) {
    return index >= 0 && index < list.size() ? list.get(index) : null;
  }
}
