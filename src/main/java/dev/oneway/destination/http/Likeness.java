package dev.oneway.destination.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.oneway.record.IsoTime;
import dev.oneway.record.Keys;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Scalars;
import dev.oneway.record.Version;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Whether a vendor holds a value, in whatever form it gives it back: numbers as texts and texts as
 * numbers, times with other offsets, and nothing for an empty text. Texts are otherwise the same
 * only when they are equal.
 */
final class Likeness {
  private Likeness() {}

  static boolean isEmpty(JsonNode held) {
    return held.isMissingNode() || held.isNull() || (held.isTextual() && held.asText().isEmpty());
  }

  /** The value as records hold it; null when there is none. */
  static Object plain(JsonNode held) {
    try {
      return held.isMissingNode() ? null : RecordJson.mapper().treeToValue(held, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON is JSON", e);
    }
  }

  static boolean same(Object wanted, JsonNode held) {
    if (wanted == null || "".equals(wanted)) {
      return isEmpty(held) || (held.isArray() && held.isEmpty());
    }
    if (wanted instanceof Map<?, ?> map) {
      return held.isObject()
          && map.entrySet().stream()
              .allMatch(entry -> same(entry.getValue(), held.path(String.valueOf(entry.getKey()))));
    }
    if (wanted instanceof List<?> list) {
      return sameList(list, held);
    }
    if (held.isMissingNode() || held.isContainerNode()) {
      return false;
    }
    return sameText(wanted, held);
  }

  private static boolean sameList(List<?> wanted, JsonNode held) {
    if (wanted.isEmpty()) {
      return isEmpty(held) || (held.isArray() && held.isEmpty());
    }
    if (!held.isArray() || held.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!same(wanted.get(i), held.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a list holds the same in whatever order. */
  static boolean sameSet(List<?> wanted, JsonNode held) {
    if (wanted.isEmpty() || !held.isArray() || held.size() != wanted.size()) {
      return sameList(wanted, held);
    }
    Object form = wanted.get(0);
    List<?> want =
        wanted.stream().sorted(Comparator.comparing(element -> text(element, form))).toList();
    ArrayNode have = RecordJson.mapper().createArrayNode();
    StreamSupport.stream(held.spliterator(), false)
        .sorted(Comparator.comparing(element -> text(plain(element), form)))
        .forEach(have::add);
    return sameList(want, have);
  }

  /** What an element is sorted by: of an object only what the form has, too. */
  private static String text(Object element, Object form) {
    if (element instanceof Map<?, ?> object && form instanceof Map<?, ?> members) {
      List<Object> values = new ArrayList<>();
      members
          .keySet()
          .forEach(name -> values.add(object.get(name) == null ? "" : object.get(name)));
      return Keys.of(values);
    }
    return element == null ? "" : Scalars.text(element);
  }

  private static boolean sameText(Object wanted, JsonNode held) {
    String want = Scalars.text(wanted);
    String have = held.isNumber() ? Scalars.text(held.decimalValue()) : held.asText();
    if (want.equals(have)) {
      return true;
    }
    boolean number = wanted instanceof Number || held.isNumber();
    return (number && sameNumber(want, have))
        || (wanted instanceof Boolean && want.equalsIgnoreCase(have))
        || sameTime(wanted, want, have);
  }

  private static boolean sameNumber(String want, String have) {
    try {
      return new BigDecimal(want.strip()).compareTo(new BigDecimal(have.strip())) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean sameTime(Object wanted, String want, String have) {
    Optional<Version> one =
        Version.read(wanted instanceof Temporal time ? IsoTime.text(time) : want)
            .filter(version -> version.kind() == Version.Kind.INSTANT);
    return one.isPresent()
        && one.get().value()
            == Version.read(have)
                .filter(version -> version.kind() == Version.Kind.INSTANT)
                .map(Version::value)
                .orElse(one.get().value() + 1);
  }
}
