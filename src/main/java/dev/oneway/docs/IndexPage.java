package dev.oneway.docs;

import java.util.List;

/** The list of all flows with a document. */
public final class IndexPage {
  private static final List<String> HEADINGS = List.of("Flow", "What it does");

  /**
   * A flow in the list.
   *
   * @param purpose what its author says of it; may be empty
   */
  public record Entry(String flow, String purpose) {}

  private IndexPage() {}

  public static Page of(List<Entry> flows) {
    List<List<Line>> rows =
        flows.stream()
            .map(
                entry ->
                    List.of(new Line().link(entry.flow(), entry.flow()), Line.of(entry.purpose())))
            .toList();
    Line ownership =
        new Line().link("Who owns what", OwnershipPage.NAME).plain(", over all flows.");
    return new Page(
        "index", "Flows", List.of(new Block.Table(HEADINGS, rows), new Block.Paragraph(ownership)));
  }
}
