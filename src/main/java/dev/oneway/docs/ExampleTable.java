package dev.oneway.docs;

import dev.oneway.mapping.model.MappingExample;
import dev.oneway.mapping.model.MappingExample.Expected;
import dev.oneway.record.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The examples of a mapping as a table. */
final class ExampleTable {
  private static final List<String> HEADINGS = List.of("Example", "The source's record", "becomes");

  private ExampleTable() {}

  /** A heading and a table; nothing when there are no examples. */
  static List<Block> of(List<MappingExample> examples) {
    if (examples.isEmpty()) {
      return List.of();
    }
    List<List<Line>> rows = new ArrayList<>();
    for (MappingExample example : examples) {
      String name = example.name().orElse("" + (rows.size() + 1));
      rows.add(
          List.of(
              Line.of(name),
              Line.ofCode(RecordJson.write(example.given())),
              becomes(example.expected())));
    }
    return List.of(new Block.Heading(3, Line.of("Examples")), new Block.Table(HEADINGS, rows));
  }

  private static Line becomes(Expected expected) {
    if (expected instanceof Expected.Deactivated deactivated) {
      return Line.of("deactivated: ").then(Line.joined("; ", values(deactivated.fields())));
    }
    if (expected instanceof Expected.Gone) {
      return Line.of("gone");
    }
    if (expected instanceof Expected.Delivered delivered) {
      List<Line> parts = values(delivered.fields());
      delivered.absent().forEach(name -> parts.add(Line.ofCode(name).plain(" absent")));
      return Line.joined("; ", parts);
    }
    return expected instanceof Expected.Rejected rejected
        ? rejected(rejected)
        : Line.of("filtered: it isn't delivered");
  }

  private static List<Line> values(Map<String, Object> fields) {
    List<Line> parts = new ArrayList<>();
    fields.forEach(
        (name, value) -> parts.add(Line.ofCode(name).plain(" ").code(RecordJson.write(value))));
    return parts;
  }

  private static Line rejected(Expected.Rejected rejected) {
    Line line = Line.of("rejected");
    rejected.category().ifPresent(category -> line.plain(" as ").code(category));
    rejected.field().ifPresent(field -> line.plain(", field ").code(field));
    rejected.reason().ifPresent(reason -> line.plain(": … " + reason + " …"));
    return line;
  }
}
