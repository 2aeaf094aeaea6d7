package dev.oneway.cli;

import dev.oneway.cli.live.Colours;
import dev.oneway.preview.FieldText;
import dev.oneway.preview.PlannedRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Records of a plan or a comparison, for people and for programs. */
final class RecordLines {
  private static final String NONE = "—";

  private final Colours colours;

  RecordLines(Colours colours) {
    this.colours = colours;
  }

  /**
   * {@code ~ 42 name "Ann" → "Anna", salary 3.5 → 4} on one line.
   *
   * @param word what the sign stands for, told of a record of which nothing else is known
   */
  String of(String sign, String word, PlannedRecord record) {
    List<String> parts = new ArrayList<>();
    record.fields().forEach((name, value) -> parts.add(change(record, name, value)));
    record.reason().ifPresent(parts::add);
    if (!record.edit().isEmpty()) {
      parts.add(colours.faint("edited: " + edit(record)));
    }
    if (parts.isEmpty()) {
      parts.add(word);
    }
    return "  %s %s  %s%n"
        .formatted(sign, colours.bold(record.key().orElse(NONE)), String.join(", ", parts));
  }

  private String change(PlannedRecord record, String name, Object value) {
    return record.held().isEmpty()
        ? name + " " + colours.green(FieldText.shown(value))
        : name
            + " "
            + colours.red(FieldText.shown(record.held().get().get(name)))
            + " → "
            + colours.green(FieldText.shown(value));
  }

  private static String edit(PlannedRecord record) {
    return record.edit().entrySet().stream()
        .map(entry -> entry.getKey() + " " + FieldText.shown(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  static Map<String, Object> json(PlannedRecord record) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", record.key().orElse(null));
    json.put("change", record.change().word());
    Map<String, Object> fields = new LinkedHashMap<>();
    record
        .fields()
        .forEach(
            (name, value) -> {
              Map<String, Object> field = new LinkedHashMap<>();
              record.held().ifPresent(held -> field.put("old", held.get(name)));
              field.put("new", value);
              fields.put(name, field);
            });
    json.put("fields", fields);
    record.reason().ifPresent(reason -> json.put("reason", reason));
    if (!record.edit().isEmpty()) {
      json.put("edit", record.edit());
    }
    return json;
  }
}
