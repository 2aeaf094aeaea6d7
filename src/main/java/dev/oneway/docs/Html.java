package dev.oneway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a page as one HTML file that needs no other. */
final class Html {
  private Html() {}

  static String of(Page page) {
    String title = escaped(page.title());
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>%s</h1>
        %s</body>
        </html>
        """
        .formatted(
            title,
            style(),
            title,
            page.blocks().stream().map(Html::block).collect(Collectors.joining()));
  }

  private static String style() {
    try (InputStream css = Html.class.getResourceAsStream("page.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String block(Block block) {
    if (block instanceof Block.Heading heading) {
      return element("h" + heading.level(), line(heading.line())) + "\n";
    }
    if (block instanceof Block.Paragraph paragraph) {
      return element("p", line(paragraph.line())) + "\n";
    }
    if (block instanceof Block.Facts facts) {
      return facts.facts().stream()
          .map(
              fact -> element("dt", escaped(fact.name())) + element("dd", line(fact.line())) + "\n")
          .collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
    }
    if (block instanceof Block.Code code) {
      return "<pre>" + element("code", escaped(String.join("\n", code.lines()))) + "</pre>\n";
    }
    return table((Block.Table) block);
  }

  private static String table(Block.Table table) {
    String head =
        table.headings().stream()
            .map(heading -> element("th", escaped(heading)))
            .collect(Collectors.joining());
    String rows =
        table.rows().stream().map(row -> row(table.headings(), row)).collect(Collectors.joining());
    return "<table>\n<thead><tr>"
        + head
        + "</tr></thead>\n<tbody>\n"
        + rows
        + "</tbody>\n</table>\n";
  }

  /** Each cell knows its heading: on a phone a row is a list of them. */
  private static String row(List<String> headings, List<Line> cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      row.append("<td data-heading=\"").append(escaped(headings.get(i))).append("\">");
      row.append(line(cells.get(i))).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  private static String line(Line line) {
    return line.spans().stream().map(Html::span).collect(Collectors.joining());
  }

  private static String span(Line.Span span) {
    String text = escaped(span.text());
    if (span instanceof Line.Span.Link link) {
      return "<a href=\"" + Markdown.address(link.page()) + ".html\">" + text + "</a>";
    }
    return span instanceof Line.Span.Code ? element("code", text) : text;
  }

  private static String element(String name, String inside) {
    return "<" + name + ">" + inside + "</" + name + ">";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
