package dev.oneway.mapping;

import dev.oneway.mapping.value.Shown;
import dev.oneway.record.Assignment;
import dev.oneway.record.Keys;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Reference;
import dev.oneway.record.Row;
import dev.oneway.record.Scalars;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares what YAML can say with what a row may hold. Numbers are compared by their value, dates
 * and times by their ISO text, binary by its base64. Of an object only the named members are
 * compared, of a list every element. Of a value that is given out in turn any will do, of a
 * reference its key; several parts of a key are a list.
 */
final class ExpectedValue {
  static final String ABSENT = "nothing (absent)";

  private ExpectedValue() {}

  /** Adds what differs. */
  static void compare(String place, Object expected, Object got, List<Difference> differences) {
    if (expected instanceof Map<?, ?> members && got instanceof Map<?, ?> object) {
      members.forEach(
          (name, value) -> compare(place + "." + name, value, member(object, name), differences));
    } else if (expected instanceof List<?> elements
        && got instanceof List<?> list
        && elements.size() == list.size()) {
      for (int i = 0; i < elements.size(); i++) {
        compare(place + "[" + i + "]", elements.get(i), list.get(i), differences);
      }
    } else if (!areEqual(expected, got)) {
      differences.add(new Difference(place, words(expected), words(got)));
    }
  }

  private static Object member(Map<?, ?> object, Object name) {
    return object.containsKey(name) ? object.get(name) : Row.ABSENT;
  }

  private static boolean areEqual(Object expected, Object got) {
    if (got instanceof Reference reference && expected != null) {
      List<?> parts = expected instanceof List<?> several ? several : List.of(expected);
      return Keys.of(parts).equals(reference.key());
    }
    if (got instanceof Assignment assignment) {
      return assignment.among().stream().anyMatch(value -> areEqual(expected, value));
    }
    if (expected instanceof Number one && got instanceof Number other) {
      return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }
    if (got instanceof OffsetDateTime at && expected instanceof String text) {
      return isSame(at, text);
    }
    boolean asText = got instanceof Temporal || got instanceof byte[];
    return asText ? Scalars.text(got).equals(expected) : Objects.equals(expected, got);
  }

  /** ISO-8601 lets seconds that are zero be written or left out. */
  private static boolean isSame(OffsetDateTime at, String text) {
    try {
      return OffsetDateTime.parse(text).equals(at);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** The value as JSON, binary as the text an example would expect. */
  static String words(Object value) {
    if (value == Row.ABSENT) {
      return ABSENT;
    }
    return Shown.escaped(RecordJson.write(value instanceof byte[] ? Scalars.text(value) : value));
  }
}
