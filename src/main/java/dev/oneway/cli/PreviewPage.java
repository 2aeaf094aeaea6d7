package dev.oneway.cli;

import dev.oneway.docs.Page;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.preview.Plan;
import dev.oneway.preview.PlannedRecord;
import dev.oneway.run.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plans and comparisons as pages of HTML to share. They hold field values. */
final class PreviewPage {
  private static final int MOST = 1000;
  private static final List<String> HEADINGS =
      List.of("What", "Key", "Field", "In the destination", "From the source");

  private PreviewPage() {}

  /**
   * Before the work that it shows.
   *
   * @param html null when no page is asked for
   */
  static void requireFolder(Path html) {
    if (html != null && !Files.isDirectory(html.toAbsolutePath().getParent())) {
      throw new IllegalArgumentException(
          "--html: there is no folder " + html.toAbsolutePath().getParent() + ". Make it first.");
    }
  }

  static void write(Path html, Plan plan) {
    List<List<String>> rows = new ArrayList<>();
    plan.file()
        .ifPresent(
            file -> Plan.records(file, MOST).forEach(one -> add(rows, one.change().word(), one)));
    List<String> sentences = new ArrayList<>(List.of(plan.run().countsInWords()));
    sentences.addAll(PlanTable.notes(plan));
    plan.tally()
        .samples()
        .getOrDefault(Fate.HELD, List.of())
        .forEach(one -> add(rows, "missing at the source", one));
    write(html, "Plan of " + plan.run().flow(), sentences, rows);
  }

  static void write(Path html, Drift drift) {
    List<List<String>> rows = new ArrayList<>();
    drift
        .tally()
        .samples()
        .forEach((kind, some) -> some.forEach(one -> add(rows, kind.word(), one)));
    write(html, "Drift of " + drift.run().flow(), List.of(counts(drift)), rows);
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
              String old = record.held().map(held -> RecordLines.shown(held.get(name))).orElse("");
              rows.add(List.of(what, key, name, old, RecordLines.shown(value)));
            });
  }

  private static void write(
      Path html, String title, List<String> sentences, List<List<String>> rows) {
    Page page = Page.ofTable("preview", title, sentences, HEADINGS, rows);
    try {
      Files.writeString(html, page.html());
    } catch (IOException e) {
      throw new UncheckedIOException("the page can't be written: " + html, e);
    }
  }
}
