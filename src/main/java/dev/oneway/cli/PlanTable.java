package dev.oneway.cli;

import dev.oneway.cli.live.Colours;
import dev.oneway.ops.json.RunJson;
import dev.oneway.preview.OverLimit;
import dev.oneway.preview.Plan;
import dev.oneway.preview.PlannedRecord;
import dev.oneway.preview.Tally;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans and what became of them, for people and for programs. */
final class PlanTable {
  private static final Map<Fate, String> SIGNS = new LinkedHashMap<>();

  static {
    SIGNS.put(Fate.CREATED, "+");
    SIGNS.put(Fate.UPDATED, "~");
    SIGNS.put(Fate.DELETED, "-");
    SIGNS.put(Fate.HELD, "-");
    SIGNS.put(Fate.REJECTED, "!");
    SIGNS.put(Fate.SKIPPED, "=");
  }

  private PlanTable() {}

  static String text(Plan plan, Colours colours) {
    RunSummary run = plan.run();
    StringBuilder text = new StringBuilder(head(run, colours));
    if (run.state() != RunState.DONE) {
      return text.toString();
    }
    text.append("Nothing of this is written yet.").append(System.lineSeparator());
    text.append(samples(plan.tally(), colours));
    plan.notes().forEach(note -> text.append(note).append(System.lineSeparator()));
    plan.file()
        .ifPresent(
            file ->
                text.append("Plan: ")
                    .append(file)
                    .append(System.lineSeparator())
                    .append("Deliver just this: oneway apply ")
                    .append(file)
                    .append(System.lineSeparator()));
    return text.toString();
  }

  static String text(Plan.Applied applied, Colours colours) {
    StringBuilder text = new StringBuilder(head(applied.run(), colours));
    long left = applied.tally().of(Fate.SKIPPED);
    if (left > 0) {
      text.append(
          "%s changed in the destination since the plan and left as it is there:%n"
              .formatted(Words.count(left, "record")));
      text.append(samples(applied.tally(), colours));
    }
    return text.toString();
  }

  private static String head(RunSummary run, Colours colours) {
    String words = OneRun.words(run);
    int end = words.indexOf(':');
    return colours.bold(words.substring(0, end)) + words.substring(end);
  }

  private static String samples(Tally<Fate> tally, Colours colours) {
    RecordLines lines = new RecordLines(colours);
    StringBuilder text = new StringBuilder();
    SIGNS.forEach(
        (fate, sign) -> {
          List<PlannedRecord> some = tally.samples().getOrDefault(fate, List.of());
          String coloured = coloured(fate, sign, colours);
          some.forEach(record -> text.append(lines.of(coloured, word(fate), record)));
          if (tally.of(fate) > some.size()) {
            text.append("    … %,d more %s%n".formatted(tally.of(fate) - some.size(), word(fate)));
          }
        });
    return text.toString();
  }

  /** In a plan only what is missing at the source is held. */
  private static String word(Fate fate) {
    return fate == Fate.HELD ? "missing at the source" : fate.word();
  }

  private static String coloured(Fate fate, String sign, Colours colours) {
    return switch (fate) {
      case CREATED -> colours.green(sign);
      case DELETED, HELD, REJECTED -> colours.red(sign);
      default -> sign;
    };
  }

  static Map<String, Object> json(Plan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", plan.run().flow());
    json.put("state", plan.file().isPresent() ? "planned" : plan.run().state().word());
    plan.file().ifPresent(file -> json.put("plan", file.toString()));
    json.put("run", RunJson.of(plan.run()));
    json.put("missing", plan.tally().of(Fate.HELD));
    json.put("overLimit", plan.overLimit().stream().map(PlanTable::json).toList());
    json.put("samples", samples(plan.tally()));
    return json;
  }

  private static Map<String, Object> json(OverLimit over) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gone", over.gone());
    json.put("living", over.living());
    json.put("limit", over.limit().toString());
    json.put("allowed", over.allowed());
    return json;
  }

  static Map<String, Object> json(Plan.Applied applied) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", applied.run().flow());
    json.put("state", applied.run().state().word());
    json.put("run", RunJson.of(applied.run()));
    json.put("changedSince", samples(applied.tally()));
    return json;
  }

  private static List<Map<String, Object>> samples(Tally<Fate> tally) {
    List<Map<String, Object>> samples = new ArrayList<>();
    SIGNS
        .keySet()
        .forEach(
            fate ->
                tally.samples().getOrDefault(fate, List.of()).stream()
                    .map(RecordLines::json)
                    .forEach(samples::add));
    return samples;
  }
}
