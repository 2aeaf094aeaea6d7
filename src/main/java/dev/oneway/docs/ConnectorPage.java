package dev.oneway.docs;

import java.util.ArrayList;
import java.util.List;

/** The document of one connector: what it does, its options, how it stands in a route. */
public final class ConnectorPage {
  private static final List<String> HEADINGS =
      List.of("Option", "What it says", "Type", "Default", "Example");

  private ConnectorPage() {}

  public static Page of(Connector connector) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(Line.ofWords(connector.description())));
    blocks.add(new Block.Facts(facts(connector)));
    for (Connector.Example example : connector.examples()) {
      blocks.add(new Block.Heading(2, Line.of("Example: ").plain(example.where())));
      blocks.add(new Block.Code("yaml", example.lines()));
    }
    if (!connector.options().isEmpty()) {
      blocks.add(new Block.Heading(2, Line.of("Options")));
      blocks.add(
          new Block.Table(HEADINGS, connector.options().stream().map(ConnectorPage::row).toList()));
    }
    return new Page(connector.page(), connector.name(), blocks);
  }

  private static List<Block.Facts.Fact> facts(Connector connector) {
    List<Block.Facts.Fact> facts = new ArrayList<>();
    facts.add(new Block.Facts.Fact("Kind", Line.of(connector.kind() + ", " + connector.group())));
    connector
        .documentation()
        .ifPresent(url -> facts.add(new Block.Facts.Fact("The vendor's page", Line.ofCode(url))));
    List<Line> flows = connector.flows().stream().map(flow -> new Line().link(flow, flow)).toList();
    facts.add(
        new Block.Facts.Fact(
            "Used by", flows.isEmpty() ? Line.of("no flow here") : Line.joined(", ", flows)));
    facts.add(
        new Block.Facts.Fact("See also", new Line().link("all connectors", ConnectorsPage.NAME)));
    return facts;
  }

  private static List<Line> row(Connector.Option option) {
    Line name = Line.ofCode(option.name());
    return List.of(
        option.required() ? name.plain(" required") : name,
        Line.ofWords(option.description()),
        Line.of(option.type()),
        Line.ofCode(option.fallback()),
        Line.ofCode(option.example()));
  }
}
