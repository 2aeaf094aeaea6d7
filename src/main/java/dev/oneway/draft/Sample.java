package dev.oneway.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds in some records which fields they have, and of what kind. */
final class Sample {
  private static final int DEEPEST = 5;

  private final Map<List<String>, Kind> kinds = new LinkedHashMap<>();

  private Sample() {}

  /** The fields in the order in which they are met; those in objects one by one. */
  static List<Attribute> attributes(List<JsonNode> records) {
    Sample sample = new Sample();
    records.forEach(record -> sample.object(List.of(), record));
    return sample.kinds.entrySet().stream()
        .map(it -> new Attribute(it.getKey(), it.getValue(), false))
        .toList();
  }

  private void object(List<String> way, JsonNode object) {
    object
        .properties()
        .forEach(
            member -> {
              List<String> names = new ArrayList<>(way);
              names.add(member.getKey());
              value(List.copyOf(names), member.getValue());
            });
  }

  private void value(List<String> names, JsonNode value) {
    if (value.isObject() && !value.isEmpty() && names.size() < DEEPEST) {
      kinds.remove(names, Kind.UNKNOWN);
      object(names, value);
    } else if (!value.isNull() || !isObject(names)) {
      kinds.merge(names, kindOf(value), Sample::both);
    }
  }

  /** Whether another record has an object there. */
  private boolean isObject(List<String> names) {
    return kinds.keySet().stream()
        .anyMatch(it -> it.size() > names.size() && it.subList(0, names.size()).equals(names));
  }

  private static Kind both(Kind one, Kind other) {
    if (one == other || other == Kind.UNKNOWN) {
      return one;
    }
    if (one == Kind.UNKNOWN) {
      return other;
    }
    return one.isNumber() && other.isNumber() ? Kind.DECIMAL : Kind.TEXT;
  }

  private static Kind kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> value.isIntegralNumber() ? Kind.INTEGER : Kind.DECIMAL;
      case BOOLEAN -> Kind.BOOLEAN;
      case STRING -> kindOf(value.asText());
      case NULL, MISSING -> Kind.UNKNOWN;
      case BINARY -> Kind.BINARY;
      case ARRAY, OBJECT, POJO -> Kind.JSON;
    };
  }

  private static Kind kindOf(String text) {
    if (!text.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
      return Kind.TEXT;
    }
    String iso = text.replaceFirst(" ", "T");
    if (isRead(() -> OffsetDateTime.parse(iso))) {
      return Kind.INSTANT;
    }
    if (isRead(() -> LocalDateTime.parse(iso))) {
      return Kind.LOCAL;
    }
    return isRead(() -> LocalDate.parse(iso)) ? Kind.DATE : Kind.TEXT;
  }

  private static boolean isRead(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
