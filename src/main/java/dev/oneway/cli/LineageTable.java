package dev.oneway.cli;

import dev.oneway.governance.Hybrid;
import dev.oneway.governance.Lineage;
import dev.oneway.governance.Write;
import dev.oneway.mapping.model.MappingModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Ways of data, for people and for programs. */
final class LineageTable {
  private static final int LONGEST = 60;

  private final List<Lineage.Step> steps;
  private List<MappingModel> decided = List.of();
  private List<Hybrid> hybrids = List.of();

  LineageTable(List<Lineage.Step> steps) {
    this.steps = steps;
  }

  /** Also tells the mappings of which the field decides which records they bring. */
  LineageTable decided(List<MappingModel> mappings) {
    decided = mappings;
    return this;
  }

  LineageTable hybrids(List<Hybrid> all) {
    hybrids = all;
    return this;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (!steps.isEmpty()) {
      Table table = new Table("FROM", "TO", "HOW", "WRITTEN", "RECORDS", "FLOW", "PLACE");
      steps.forEach(step -> row(table, step));
      text.append(table);
    } else if (decided.isEmpty()) {
      text.append("Nothing.\n");
    }
    decided.forEach(
        mapping ->
            text.append("It decides which records go from ")
                .append(way(mapping))
                .append(" (")
                .append(mapping.file())
                .append(").\n"));
    hybrids.forEach(hybrid -> text.append(hybrid).append(".\n"));
    return text.toString();
  }

  private static String way(MappingModel mapping) {
    return "%s %s to %s %s"
        .formatted(
            mapping.source().system(),
            mapping.source().object(),
            mapping.destination().system(),
            mapping.destination().object());
  }

  private static void row(Table table, Lineage.Step step) {
    Write write = step.write();
    String from = write.sources().isEmpty() ? "—" : step.from().toString();
    table.row(
        "  ".repeat(step.hop() - 1) + from,
        write.field(),
        shortened(write.how()),
        written(write),
        shortened(records(write).orElse("all")),
        write.flow().name(),
        write.place());
  }

  private static String written(Write write) {
    if (write.kind() == Write.Kind.KEY) {
      return "key";
    }
    return switch (write.when()) {
      case ALWAYS -> "always";
      case CREATE -> "new records";
      case EMPTY -> "empty fields";
    };
  }

  private static Optional<String> records(Write write) {
    return write.mapping().where().map(where -> String.join(" ", where.toString().split("\\s+")));
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  Object json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ways", steps.stream().map(LineageTable::json).toList());
    json.put("decides", decided.stream().map(LineageTable::json).toList());
    json.put("hybrids", hybrids.stream().map(LineageTable::json).toList());
    return json;
  }

  private static Map<String, Object> json(Lineage.Step step) {
    Write write = step.write();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hop", step.hop());
    json.put("from", write.sources().isEmpty() ? null : step.from().toString());
    json.put("to", write.field().toString());
    json.put("how", write.how());
    json.put("kind", write.kind().name().toLowerCase(Locale.ROOT));
    json.put("on", write.when().name().toLowerCase(Locale.ROOT));
    json.put("where", records(write).orElse(null));
    json.put("flow", write.flow().name());
    json.put("file", write.mapping().file());
    json.put("line", write.line());
    return json;
  }

  private static Map<String, Object> json(MappingModel mapping) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", mapping.source().system() + "." + mapping.source().object());
    json.put("to", mapping.destination().system() + "." + mapping.destination().object());
    json.put("file", mapping.file());
    return json;
  }

  private static Map<String, Object> json(Hybrid hybrid) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("systems", List.of(hybrid.one(), hybrid.other()));
    json.put("there", fields(hybrid.there()));
    json.put("back", fields(hybrid.back()));
    return json;
  }

  private static List<String> fields(List<Write> writes) {
    List<String> fields = new ArrayList<>();
    writes.forEach(write -> fields.add(write.field().toString()));
    return fields;
  }
}
