package dev.oneway.cli.live;

import dev.oneway.mapping.value.Shown;
import dev.oneway.record.MappedRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people would call a record: the name it has in the destination or in the source, by the
 * names such fields usually have; else its key.
 */
final class RecordName {
  /** In the order of their worth; fields that only together are a name stand together. */
  private static final List<List<String>> NAMES =
      List.of(
          List.of("fullname"),
          List.of("firstname", "lastname"),
          List.of("givenname", "familyname"),
          List.of("displayname"),
          List.of("name"),
          List.of("subject"),
          List.of("shortdescription"),
          List.of("summary"),
          List.of("label"),
          List.of("event"),
          List.of("message"),
          List.of("text"),
          List.of("ordernumber"),
          List.of("username"),
          List.of("email"),
          List.of("title"));

  private static final int DEEPEST = 3;
  private static final int LONGEST = 40;

  private RecordName() {}

  static String of(MappedRecord record) {
    return in(record).or(() -> in(record.source())).orElse(cut(record.key()));
  }

  private static Optional<String> in(Map<String, Object> fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    gather(fields, texts, 1);
    return NAMES.stream()
        .filter(texts.keySet()::containsAll)
        .map(names -> names.stream().map(texts::get).collect(Collectors.joining(" ")))
        .map(RecordName::cut)
        .findFirst();
  }

  /** The outermost of a name counts. */
  private static void gather(Map<?, ?> fields, Map<String, String> texts, int depth) {
    fields.forEach(
        (name, value) -> {
          if (value instanceof String text && !text.isBlank()) {
            texts.putIfAbsent(plain(name.toString()), text.strip());
          }
        });
    if (depth < DEEPEST) {
      fields.values().stream()
          .filter(Map.class::isInstance)
          .forEach(inner -> gather((Map<?, ?>) inner, texts, depth + 1));
    }
  }

  /** {@code FullName__c}, {@code full_name} and {@code fullName} are one name. */
  private static String plain(String name) {
    return name.replaceFirst("__c$", "").replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }

  private static String cut(String text) {
    String line = Shown.escaped(text.replaceAll("\\s+", " "));
    int length = line.codePointCount(0, line.length());
    return length <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
