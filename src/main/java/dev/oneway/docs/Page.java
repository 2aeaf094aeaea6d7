package dev.oneway.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A document, to be written as Markdown or HTML. The same files give the same document.
 *
 * @param name the file's name without its ending
 */
public record Page(String name, String title, List<Block> blocks) {
  /**
   * A page of some sentences and a table.
   *
   * @param rows each with as many cells as there are headings
   */
  public static Page ofTable(
      String name,
      String title,
      List<String> sentences,
      List<String> headings,
      List<List<String>> rows) {
    List<Block> blocks = new ArrayList<>();
    sentences.forEach(sentence -> blocks.add(new Block.Paragraph(Line.of(sentence))));
    blocks.add(
        new Block.Table(
            headings, rows.stream().map(row -> row.stream().map(Line::of).toList()).toList()));
    return new Page(name, title, blocks);
  }

  /** Headings, paragraphs, facts and tables as programs read them; links are plain text. */
  public List<Map<String, Object>> parts() {
    return Parts.of(this);
  }

  /** The whole text of the Markdown file. */
  public String markdown() {
    return Markdown.of(this);
  }

  /** The whole text of the HTML file, which needs no other file. */
  public String html() {
    return Html.of(this);
  }
}
