package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.record.Scalars;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a record has a single value. Immutable; threads may share it. */
public record RecordPlace(JsonPointer pointer) {

  /** The value as text; empty where there is none, and for a blank one, an object or an array. */
  public Optional<String> text(Map<String, Object> record) {
    Object value = record;
    for (JsonPointer step = pointer; !step.matches(); step = step.tail()) {
      if (value instanceof Map<?, ?> object) {
        value = object.get(step.getMatchingProperty());
      } else if (value instanceof List<?> list && isElement(step, list)) {
        value = list.get(step.getMatchingIndex());
      } else {
        return Optional.empty();
      }
    }
    boolean single = value != null && !(value instanceof Map) && !(value instanceof List);
    return single ? Optional.of(Scalars.text(value)).filter(t -> !t.isBlank()) : Optional.empty();
  }

  private static boolean isElement(JsonPointer step, List<?> list) {
    return step.mayMatchElement() && step.getMatchingIndex() < list.size();
  }
}
