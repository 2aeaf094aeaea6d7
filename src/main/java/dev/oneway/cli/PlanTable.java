package dev.oneway.cli;

import dev.oneway.cli.live.Colours;
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
    long missing = plan.tally().of(Fate.HELD);
    if (missing > 0) {
      text.append(
          "%s missing at the source. A run removes them, within the limit; no plan does.%n"
              .formatted(Words.count(missing, "record")));
    }
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
          some.forEach(record -> text.append(lines.of(coloured(fate, sign, colours), record)));
          if (tally.of(fate) > some.size()) {
            text.append("    … %,d more %s%n".formatted(tally.of(fate) - some.size(), fate.word()));
          }
        });
    return text.toString();
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
    json.put("run", RunTable.json(plan.run()));
    json.put("samples", samples(plan.tally()));
    return json;
  }

  static Map<String, Object> json(Plan.Applied applied) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", applied.run().flow());
    json.put("state", applied.run().state().word());
    json.put("run", RunTable.json(applied.run()));
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
