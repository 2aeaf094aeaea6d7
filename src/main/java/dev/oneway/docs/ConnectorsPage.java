package dev.oneway.docs;

import java.util.List;

/** The list of all connectors, those of a vendor together. */
public final class ConnectorsPage {
  public static final String NAME = "connectors";

  private static final List<String> HEADINGS =
      List.of("Connector", "Of", "What it does", "Used by");

  /** All of them are on the connector's own page. */
  private static final int MOST_FLOWS = 4;

  private ConnectorsPage() {}

  public static Page of(List<Connector> connectors) {
    List<List<Line>> rows = connectors.stream().map(ConnectorsPage::row).toList();
    return new Page(
        NAME,
        "Connectors",
        List.of(
            new Block.Paragraph(
                Line.of("What routes name to read, to work on and to write records. See also ")
                    .link("the flows", IndexPage.NAME)
                    .plain(".")),
            new Block.Table(HEADINGS, rows)));
  }

  private static List<Line> row(Connector connector) {
    return List.of(
        new Line().link(connector.name(), connector.page()),
        Line.of(connector.group()),
        Line.ofWords(firstSentence(connector.description())),
        usedBy(connector.flows()));
  }

  private static Line usedBy(List<String> flows) {
    Line first =
        Line.joined(
            ", ",
            flows.stream().limit(MOST_FLOWS).map(flow -> new Line().link(flow, flow)).toList());
    return flows.size() > MOST_FLOWS
        ? first.plain(" and %d more".formatted(flows.size() - MOST_FLOWS))
        : first;
  }

  private static String firstSentence(String description) {
    String line = description.replaceAll("\\s+", " ").strip();
    int end = line.indexOf(". ");
    return end < 0 ? line : line.substring(0, end + 1);
  }
}
