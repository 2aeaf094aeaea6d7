package dev.oneway.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a page's blocks as programs read them. */
final class Parts {
  private Parts() {}

  static List<Map<String, Object>> of(Page page) {
    return page.blocks().stream().map(Parts::block).toList();
  }

  private static Map<String, Object> block(Block block) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (block instanceof Block.Heading heading) {
      json.put("heading", line(heading.line()));
      json.put("level", heading.level());
    } else if (block instanceof Block.Paragraph paragraph) {
      json.put("paragraph", line(paragraph.line()));
    } else if (block instanceof Block.Facts facts) {
      json.put("facts", facts.facts().stream().map(Parts::fact).toList());
    } else if (block instanceof Block.Code code) {
      json.put("code", code.lines());
    } else if (block instanceof Block.Table table) {
      json.put("headings", table.headings());
      json.put("rows", table.rows().stream().map(Parts::row).toList());
    }
    return json;
  }

  private static Map<String, Object> fact(Block.Facts.Fact fact) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", fact.name());
    json.put("line", line(fact.line()));
    return json;
  }

  private static List<List<Map<String, Object>>> row(List<Line> cells) {
    return cells.stream().map(Parts::line).toList();
  }

  private static List<Map<String, Object>> line(Line line) {
    return line.spans().stream().map(Parts::span).toList();
  }

  private static Map<String, Object> span(Line.Span span) {
    return Map.of(span instanceof Line.Span.Code ? "code" : "text", span.text());
  }
}
