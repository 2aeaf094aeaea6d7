package dev.oneway.preview;

import dev.oneway.record.RecordJson;
import dev.oneway.run.Fate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The lines of a plan's file: a header, one per record, and the end. All are JSON objects. */
final class PlanLines {
  private static final String FORMAT = "plan";
  private static final long VERSION = 1;
  private static final String END = "end";
  private static final String SOURCE = "source";

  private PlanLines() {}

  static String of(PlanHeader header) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put(FORMAT, VERSION);
    line.put("flow", header.flow());
    line.put("madeAt", header.madeAt().toString());
    line.put("files", header.files());
    return RecordJson.write(line);
  }

  /**
   * @throws UnusablePlanException when it is no header
   */
  @SuppressWarnings("unchecked")
  static PlanHeader header(String json) {
    Map<String, Object> line = read(json);
    if (!Long.valueOf(VERSION).equals(line.get(FORMAT))) {
      throw new UnusablePlanException("it isn't a plan of this version of Oneway");
    }
    return new PlanHeader(
        (String) line.get("flow"),
        Instant.parse((String) line.get("madeAt")),
        (Map<String, String>) line.get("files"));
  }

  /** The source comes last, in the form that brings back every value as it was. */
  static String of(PlannedRecord record) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("change", record.change().word());
    record.key().ifPresent(key -> line.put("key", key));
    record.version().ifPresent(version -> line.put("version", version));
    record.fingerprint().ifPresent(fingerprint -> line.put("fingerprint", fingerprint));
    record.reason().ifPresent(reason -> line.put("reason", reason));
    line.put("fields", record.fields());
    record.held().ifPresent(held -> line.put("held", held));
    if (!record.edit().isEmpty()) {
      line.put("edit", record.edit());
    }
    String json = RecordJson.write(line);
    return json.substring(0, json.length() - 1)
        + ",\""
        + SOURCE
        + "\":"
        + RecordJson.writeRecord(record.source())
        + "}";
  }

  @SuppressWarnings("unchecked")
  static PlannedRecord record(Map<String, Object> line) {
    return new PlannedRecord(
        text(line, "key"),
        Fate.valueOf(text(line, "change").orElseThrow().toUpperCase(Locale.ROOT)),
        text(line, "version"),
        text(line, "fingerprint"),
        (Map<String, Object>) line.get("fields"),
        Optional.ofNullable((Map<String, Object>) line.get("held")),
        (Map<String, Object>) line.getOrDefault("edit", Map.of()),
        text(line, "reason"),
        (Map<String, Object>) line.get(SOURCE));
  }

  static String end() {
    return RecordJson.write(Map.of(END, true));
  }

  static boolean isEnd(Map<String, Object> line) {
    return line.containsKey(END);
  }

  /**
   * @throws UnusablePlanException when it isn't a line of a plan
   */
  static Map<String, Object> read(String json) {
    try {
      return RecordJson.readRecord(json);
    } catch (IllegalArgumentException e) {
      throw new UnusablePlanException("it isn't a plan, or was changed");
    }
  }

  private static Optional<String> text(Map<String, Object> line, String name) {
    return Optional.ofNullable((String) line.get(name));
  }
}
