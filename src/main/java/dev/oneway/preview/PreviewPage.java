package dev.oneway.preview;

import dev.oneway.docs.Page;
import dev.oneway.run.Fate;
import java.util.ArrayList;
import java.util.List;

/** Plans and comparisons as pages of HTML to share. They hold field values. */
public final class PreviewPage {
  /** How many records a page shows at most. */
  public static final int MOST = 1000;

  private static final List<String> HEADINGS =
      List.of("What", "Key", "Field", "In the destination", "From the source");

  private PreviewPage() {}

  /** The whole text of the HTML file. */
  public static String of(Plan plan) {
    List<List<String>> rows = new ArrayList<>();
    plan.file()
        .ifPresent(
            file -> Plan.records(file, MOST).forEach(one -> add(rows, one.change().word(), one)));
    List<String> sentences = new ArrayList<>(List.of(plan.run().countsInWords()));
    sentences.addAll(plan.notes());
    plan.tally()
        .samples()
        .getOrDefault(Fate.HELD, List.of())
        .forEach(one -> add(rows, "missing at the source", one));
    return html("Plan of " + plan.run().flow(), sentences, rows);
  }

  /** The same of a comparison. */
  public static String of(Drift drift) {
    List<List<String>> rows = new ArrayList<>();
    drift
        .tally()
        .samples()
        .forEach((kind, some) -> some.forEach(one -> add(rows, kind.word(), one)));
    return html("Drift of " + drift.run().flow(), List.of(counts(drift)), rows);
  }

  private static String counts(Drift drift) {
    StringBuilder words = new StringBuilder("compared ").append(drift.compared());
    for (DriftKind kind : DriftKind.values()) {
      boolean known = kind != DriftKind.EXTRA || drift.unlisted().isEmpty();
      words.append(", ").append(kind.word()).append(' ');
      words.append(known ? Long.toString(drift.tally().of(kind)) : "not known");
    }
    return words.append(", repaired ").append(drift.repaired()).toString();
  }

  private static void add(List<List<String>> rows, String what, PlannedRecord record) {
    String key = record.key().orElse("");
    if (record.fields().isEmpty()) {
      rows.add(List.of(what, key, "", "", record.reason().orElse("")));
    }
    record
        .fields()
        .forEach(
            (name, value) -> {
              String old = record.held().map(held -> FieldText.shown(held.get(name))).orElse("");
              rows.add(List.of(what, key, name, old, FieldText.shown(value)));
            });
  }

  private static String html(String title, List<String> sentences, List<List<String>> rows) {
    return Page.ofTable("preview", title, sentences, HEADINGS, rows).html();
  }
}
