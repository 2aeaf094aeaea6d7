package dev.oneway.cli;

import dev.oneway.cli.live.Colours;
import dev.oneway.ops.json.RunJson;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.preview.PlannedRecord;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a comparison with a destination has found, for people and for programs. */
final class DriftTable {
  private static final Map<DriftKind, String> SIGNS = new LinkedHashMap<>();

  static {
    SIGNS.put(DriftKind.MISSING, "-");
    SIGNS.put(DriftKind.CHANGED, "~");
    SIGNS.put(DriftKind.EXTRA, "+");
    SIGNS.put(DriftKind.UNREAD, "?");
  }

  private DriftTable() {}

  static String text(Drift drift, Colours colours) {
    StringBuilder text = new StringBuilder();
    text.append(
        colours.bold(drift.run().flow())
            + ": %s compared, %,d missing, %,d changed%s%n"
                .formatted(
                    Words.count(drift.compared(), "record"),
                    drift.tally().of(DriftKind.MISSING),
                    drift.tally().of(DriftKind.CHANGED),
                    others(drift)));
    RecordLines lines = new RecordLines(colours);
    SIGNS.forEach(
        (kind, sign) -> {
          List<PlannedRecord> some = drift.tally().samples().getOrDefault(kind, List.of());
          some.forEach(record -> text.append(lines.of(sign, word(kind), record)));
          long more = drift.tally().of(kind) - some.size();
          if (more > 0) {
            text.append("    … %,d more %s%n".formatted(more, word(kind)));
          }
        });
    boolean looked = drift.run().kind().equals(RunKind.DRIFT.word());
    if (!looked || drift.run().state() != RunState.DONE) {
      text.append(OneRun.words(drift.run()));
    }
    return text.toString();
  }

  private static String word(DriftKind kind) {
    return kind == DriftKind.UNREAD ? "no longer read" : kind.word();
  }

  private static String others(Drift drift) {
    StringBuilder text = new StringBuilder();
    text.append(
        drift.unlisted().isPresent()
            ? ", extra not known (" + drift.unlisted().get() + ")"
            : ", %,d extra".formatted(drift.tally().of(DriftKind.EXTRA)));
    if (drift.tally().of(DriftKind.PENDING) > 0) {
      text.append(", %,d pending".formatted(drift.tally().of(DriftKind.PENDING)));
    }
    if (drift.tally().of(DriftKind.UNREAD) > 0) {
      text.append(", %,d no longer read".formatted(drift.tally().of(DriftKind.UNREAD)));
    }
    return text.toString();
  }

  static Map<String, Object> json(Drift drift) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", drift.run().flow());
    json.put("state", drift.run().state().word());
    json.put("compared", drift.compared());
    for (DriftKind kind : DriftKind.values()) {
      boolean unknown = kind == DriftKind.EXTRA && drift.unlisted().isPresent();
      json.put(kind.word(), unknown ? null : (Object) drift.tally().of(kind));
    }
    json.put("repaired", drift.repaired());
    drift.unlisted().ifPresent(why -> json.put("extraUnknown", why));
    json.put("run", RunJson.of(drift.run()));
    Map<String, Object> samples = new LinkedHashMap<>();
    drift
        .tally()
        .samples()
        .forEach(
            (kind, some) ->
                samples.put(kind.word(), some.stream().map(RecordLines::json).toList()));
    json.put("samples", samples);
    return json;
  }
}
