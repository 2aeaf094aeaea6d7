package dev.oneway.docs;

import java.util.List;

/** The catalogue's first page: all flows with a document, and where the other lists are. */
public final class IndexPage {
  static final String NAME = "index";

  private static final List<String> HEADINGS =
      List.of("Flow", "What it does", "From", "To", "Mapping", "Starts");

  /**
   * A flow in the list.
   *
   * @param purpose what its author says of it; may be empty
   * @param from the source in words; may be empty
   * @param to the destination in words; may be empty
   * @param mappings the names of its mappings
   * @param starts when it starts, in words
   */
  public record Entry(
      String flow,
      String purpose,
      String from,
      String to,
      List<String> mappings,
      List<String> starts) {
    public Entry {
      mappings = List.copyOf(mappings);
      starts = List.copyOf(starts);
    }
  }

  private IndexPage() {}

  public static Page of(List<Entry> flows) {
    List<List<Line>> rows = flows.stream().map(IndexPage::row).toList();
    Line more =
        new Line()
            .link("Connectors", ConnectorsPage.NAME)
            .plain(": what they read and write with, with all options. ")
            .link("Who owns what", OwnershipPage.NAME)
            .plain(", over all flows.");
    return new Page(
        NAME, "Flows", List.of(new Block.Paragraph(more), new Block.Table(HEADINGS, rows)));
  }

  private static List<Line> row(Entry entry) {
    return List.of(
        new Line().link(entry.flow(), entry.flow()),
        Line.of(entry.purpose()),
        Line.of(entry.from()),
        Line.of(entry.to()),
        Line.joined(", ", entry.mappings().stream().map(Line::ofCode).toList()),
        Line.of(String.join(", ", entry.starts())));
  }
}
