package dev.oneway.docs;

import java.util.List;

/** A part of a document. */
sealed interface Block {
  /**
   * @param level 2 or 3; the document's title is 1
   */
  record Heading(int level, Line line) implements Block {}

  record Paragraph(Line line) implements Block {}

  /** Names and what is to be said of them. */
  record Facts(List<Fact> facts) implements Block {
    record Fact(String name, Line line) {}
  }

  /** Each row has as many cells as there are headings. */
  record Table(List<String> headings, List<List<Line>> rows) implements Block {}

  /** Lines of a program. */
  record Code(String language, List<String> lines) implements Block {}
}
