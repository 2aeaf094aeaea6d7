package dev.oneway.cli.live;

import dev.oneway.mapping.value.Shown;
import dev.oneway.record.RecordJson;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What two states of a record differ in, field by field, each in a few words. */
final class Differences {
  private static final int LONGEST = 40;
  private static final String NONE = "—";

  private Differences() {}

  /**
   * One field.
   *
   * @param name a path where it stands inside of objects and arrays
   * @param old as it was; a dash for none
   * @param now as it is; a dash for none
   */
  record Difference(String name, String old, String now) {}

  /**
   * All fields that differ. Where something else differs, a time of change says nothing, and
   * neither does a name only one of them has: it came another way.
   *
   * @param old as JSON has it: objects are Maps
   */
  static List<Difference> between(Map<String, ?> old, Map<String, ?> now) {
    Map<String, Object> before = flat(old);
    Map<String, Object> after = flat(now);
    Set<String> names = new LinkedHashSet<>(after.keySet());
    names.addAll(before.keySet());
    List<Difference> all =
        names.stream()
            .map(name -> new Difference(name, words(before.get(name)), words(after.get(name))))
            .filter(one -> !one.old().equals(one.now()))
            .toList();
    List<Difference> telling =
        all.stream()
            .filter(one -> before.containsKey(one.name()) && after.containsKey(one.name()))
            .filter(one -> !isTime(one.old()) || !isTime(one.now()))
            .toList();
    return telling.isEmpty() ? all : telling;
  }

  /** The fields that have a value, each in a few words. */
  static Map<String, String> values(Map<String, ?> fields) {
    Map<String, String> values = new LinkedHashMap<>();
    flat(fields)
        .forEach(
            (name, value) -> {
              String words = words(value);
              if (!words.equals(NONE)) {
                values.put(name, words);
              }
            });
    return values;
  }

  private static Map<String, Object> flat(Map<String, ?> fields) {
    Map<String, Object> flat = new LinkedHashMap<>();
    fields.forEach((name, value) -> flatten(name, value, flat));
    return flat;
  }

  private static void flatten(String name, Object value, Map<String, Object> flat) {
    if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
      inner.forEach((member, of) -> flatten(name + "." + member, of, flat));
    } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      for (int i = 0; i < list.size(); i++) {
        flatten(name + "[" + i + "]", list.get(i), flat);
      }
    } else {
      flat.put(name, value);
    }
  }

  private static String words(Object value) {
    if (value == null || "".equals(value)) {
      return NONE;
    }
    boolean nested = value instanceof List || value instanceof Map || value instanceof byte[];
    String text = nested ? RecordJson.write(value) : value.toString();
    String line = Shown.escaped(text.replaceAll("\\s+", " ")).strip();
    int length = line.codePointCount(0, line.length());
    return length <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime unused = OffsetDateTime.parse(text.replace(' ', 'T'));
      return true;
    } catch (DateTimeException e) {
      return text.equals(NONE);
    }
  }
}
