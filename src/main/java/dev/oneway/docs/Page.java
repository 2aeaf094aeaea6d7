package dev.oneway.docs;

import java.util.List;

/**
 * A document, to be written as Markdown or HTML. The same files give the same document.
 *
 * @param name the file's name without its ending
 */
public record Page(String name, String title, List<Block> blocks) {
  /** The whole text of the Markdown file. */
  public String markdown() {
    return Markdown.of(this);
  }

  /** The whole text of the HTML file, which needs no other file. */
  public String html() {
    return Html.of(this);
  }
}
