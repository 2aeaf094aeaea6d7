package dev.oneway.docs;

import dev.oneway.mapping.model.ChildModel;
import dev.oneway.mapping.model.Contract;
import dev.oneway.mapping.model.Deletes;
import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.model.Party;
import dev.oneway.mapping.model.RestModel;
import dev.oneway.mapping.value.NestedList;
import dev.oneway.record.Field;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Removal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The document of one flow: what goes where, and who owns it. */
public final class FlowPage {
  private final List<Block> blocks = new ArrayList<>();

  private FlowPage() {}

  /**
   * The way of a flow.
   *
   * @param flow the flow's name
   * @param purpose what the author says of it; may be empty
   * @param file its route file
   * @param starts when it starts, in words
   * @param connectors the names of those it uses, in the order of its steps
   */
  public record Way(
      String flow, String purpose, String file, List<String> starts, List<String> connectors) {
    public Way {
      starts = List.copyOf(starts);
      connectors = List.copyOf(connectors);
    }
  }

  /**
   * @param mappings its mappings, in the order of its steps
   */
  public static Page of(Way way, List<MappingModel> mappings) {
    FlowPage page = new FlowPage();
    page.paragraph(Line.of(way.purpose()));
    page.blocks.add(new Block.Facts(facts(way)));
    if (mappings.isEmpty()) {
      page.paragraph(Line.of("This flow has no mapping."));
    }
    mappings.forEach(page::mapping);
    return new Page(way.flow(), way.flow(), page.blocks);
  }

  /**
   * What its mappings say, and nothing else.
   *
   * @param mappings in the order of its steps
   */
  public static Page ofMappings(String flow, List<MappingModel> mappings) {
    FlowPage page = new FlowPage();
    mappings.forEach(page::mapping);
    return new Page(flow, flow, page.blocks);
  }

  private static List<Block.Facts.Fact> facts(Way way) {
    List<Block.Facts.Fact> facts = new ArrayList<>();
    facts.add(fact("Route", Line.ofCode(way.file())));
    if (!way.starts().isEmpty()) {
      facts.add(fact("Starts", Line.of(String.join(", ", way.starts()))));
    }
    List<Line> connectors =
        way.connectors().stream()
            .map(name -> new Line().link(name, Connector.pageOf(name)))
            .toList();
    if (!connectors.isEmpty()) {
      facts.add(fact("Connectors", Line.joined(", ", connectors)));
    }
    facts.add(fact("See also", new Line().link("all flows", IndexPage.NAME)));
    return facts;
  }

  private void mapping(MappingModel mapping) {
    blocks.add(
        new Block.Heading(
            2, party(mapping.source()).plain(" to ").then(party(mapping.destination()))));
    blocks.add(new Block.Facts(facts(mapping)));
    FieldRows rows = new FieldRows(mapping);
    blocks.add(
        rows.table(Stream.concat(mapping.key().stream(), mapping.fields().stream()).toList()));
    nested("", mapping.fields(), rows);
    for (ChildModel child : mapping.children()) {
      blocks.add(new Block.Heading(3, Line.of("Rows of ").code(child.object())));
      blocks.add(new Block.Facts(facts(mapping, child)));
      blocks.add(rows.table(Stream.concat(child.key().stream(), child.fields().stream()).toList()));
      nested(child.object() + ".", child.fields(), rows);
    }
    blocks.addAll(ValueTables.of(mapping));
    blocks.addAll(ExampleTable.of(mapping.examples()));
  }

  private void nested(String object, List<FieldModel> fields, FieldRows rows) {
    for (FieldModel field : fields) {
      List<FieldModel> inside = NestedFields.of(field);
      if (!inside.isEmpty()) {
        String name = object + field.name();
        blocks.add(new Block.Heading(3, Line.of("Inside ").code(name)));
        if (field.value().origin() instanceof NestedList list) {
          Line each = Line.of("each element of ").then(Line.ofWords(list.words()));
          blocks.add(new Block.Facts(List.of(fact("An object for", each))));
        }
        blocks.add(rows.table(inside));
        nested(name + ".", inside, rows);
      }
    }
  }

  private static Line party(Party party) {
    return Line.of(party.system()).plain(" ").code(party.object());
  }

  private static List<Block.Facts.Fact> facts(MappingModel mapping) {
    List<Block.Facts.Fact> facts = new ArrayList<>();
    facts.add(fact("Mapping", Line.ofCode(mapping.file())));
    Line owner = mapping.source().owner().map(it -> Line.of(", owned by " + it)).orElse(new Line());
    facts.add(fact("Source", party(mapping.source()).then(owner)));
    facts.add(fact("Destination", party(mapping.destination())));
    List<Line> key = mapping.key().stream().map(field -> Line.ofCode(field.name())).toList();
    facts.add(fact("Key", Line.joined(", ", key)));
    mapping
        .changedAt()
        .ifPresent(
            at ->
                facts.add(
                    fact(
                        "Changed at",
                        Line.ofWords(at.origin().words()).plain(", " + at.type().says()))));
    Line which =
        mapping
            .where()
            .map(where -> Line.of("those of which this is true: ").code(where.toString()))
            .orElse(Line.of("all"));
    facts.add(fact("Records", which));
    mapping
        .checks()
        .forEach(
            check ->
                facts.add(
                    fact(
                        "Refused",
                        Line.of("as ")
                            .code(check.category())
                            .plain(" unless ")
                            .code(check.expr().toString())
                            .plain(": " + check.message()))));
    mapping.contract().ifPresent(contract -> contract(contract, facts));
    mapping.rest().ifPresent(rest -> facts.add(rest(rest)));
    mapping.deletes().ifPresent(deletes -> facts.add(gone(deletes)));
    return facts;
  }

  private static Block.Facts.Fact gone(Deletes deletes) {
    boolean missing = deletes.removal().filter(Removal::missing).isPresent();
    Line line =
        deletes
            .when()
            .map(when -> Line.of("when ").code(when.toString()))
            .map(when -> missing ? when.plain(", or when a complete read lacks it") : when)
            .orElseGet(() -> Line.of("when a complete read lacks it"));
    deletes
        .removal()
        .ifPresentOrElse(
            removal -> removed(line, removal, deletes.set()), () -> line.plain(": left alone"));
    return fact("Gone", line);
  }

  private static void removed(Line line, Removal removal, Map<String, Object> set) {
    switch (removal.operation()) {
      case DEACTIVATE ->
          line.plain(", the destination's record is marked with ").code(RecordJson.write(set));
      case ARCHIVE -> {
        line.plain(", the destination's record is archived");
        removal.to().ifPresent(to -> line.plain(" in ").code(to));
      }
      case DELETE -> line.plain(", the destination's record is deleted");
      case UPSERT -> throw new IllegalStateException("an upsert removes nothing");
    }
    line.plain(", at most ").code(removal.limit().toString()).plain(" in a run unasked");
  }

  private static void contract(Contract contract, List<Block.Facts.Fact> facts) {
    String unknown = "Names in the source that aren't known";
    if (contract.rejects()) {
      facts.add(fact(unknown, Line.of("the record is refused")));
    } else if (contract.warns()) {
      facts.add(fact(unknown, Line.of("are told in the log, once a run")));
    }
    switch (contract.onEmpty()) {
      case OK -> {}
      case WARN -> facts.add(fact("A run that reads nothing", Line.of("raises an alert")));
      case FAIL -> facts.add(fact("A run that reads nothing", Line.of("has failed")));
    }
    contract
        .freshInWords()
        .ifPresent(
            time ->
                facts.add(
                    fact("Fresh", Line.of("the newest change is at most this old: " + time))));
    contract
        .withinInWords()
        .ifPresent(time -> facts.add(fact("In time", Line.of("a change arrives within " + time))));
  }

  private static List<Block.Facts.Fact> facts(MappingModel mapping, ChildModel child) {
    List<Block.Facts.Fact> facts = new ArrayList<>();
    Line element =
        child
            .each()
            .map(each -> Line.of("each element of ").then(Line.ofWords(each.words())))
            .orElse(Line.of("the record"));
    child.where().ifPresent(where -> element.plain(", if this is true: ").code(where.toString()));
    facts.add(fact("A row for", element));
    List<Line> parent = new ArrayList<>();
    for (int i = 0; i < child.parent().size(); i++) {
      Field field = child.parent().get(i);
      parent.add(Line.ofCode(field.name()).plain(" is ").code(mapping.key().get(i).name()));
    }
    facts.add(fact("Belongs to", Line.of("the record: ").then(Line.joined(", ", parent))));
    child.rest().ifPresent(rest -> facts.add(rest(rest)));
    facts.add(
        fact(
            "Rows the record no longer has",
            Line.of(child.deleteMissing() ? "are deleted" : "are kept")));
    return facts;
  }

  private static Block.Facts.Fact rest(RestModel rest) {
    List<Line> objects = rest.parts().stream().map(FlowPage::object).toList();
    Line line = Line.of("what else is in ").then(Line.joined(", ", objects));
    line.plain(", each by its own name");
    rest.others()
        .ifPresent(others -> line.plain("; what can't have one goes into ").code(others.name()));
    return fact("More fields", line);
  }

  private static Line object(RestModel.Part part) {
    Line line = Line.ofWords(part.words());
    return part.prefix().isEmpty() ? line : line.plain(" (after ").code(part.prefix()).plain(")");
  }

  private static Block.Facts.Fact fact(String name, Line line) {
    return new Block.Facts.Fact(name, line);
  }

  private void paragraph(Line line) {
    if (!line.isEmpty()) {
      blocks.add(new Block.Paragraph(line));
    }
  }
}
