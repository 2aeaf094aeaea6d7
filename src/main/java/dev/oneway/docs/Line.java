package dev.oneway.docs;

import dev.oneway.mapping.value.Shown;
import java.util.ArrayList;
import java.util.List;

/** One line of a document, built from left to right. Belongs to one thread. */
final class Line {
  /** A part of a line; its text has no line breaks and no control characters. */
  sealed interface Span {
    String text();

    record Plain(String text) implements Span {}

    record Code(String text) implements Span {}

    /**
     * A link to another document.
     *
     * @param page the document's name, without its ending
     */
    record Link(String text, String page) implements Span {}
  }

  private final List<Span> spans = new ArrayList<>();

  static Line of(String plain) {
    return new Line().plain(plain);
  }

  static Line ofCode(String code) {
    return new Line().code(code);
  }

  /** A sentence in which code stands between backticks. */
  static Line ofWords(String words) {
    Line line = new Line();
    String[] parts = words.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean isCode = i % 2 == 1 && i < parts.length - 1;
      line = isCode ? line.code(parts[i]) : line.plain(parts[i]);
    }
    return line;
  }

  Line plain(String text) {
    return text.isEmpty() ? this : with(new Span.Plain(clean(text)));
  }

  Line code(String text) {
    return text.isEmpty() ? this : with(new Span.Code(clean(text)));
  }

  Line link(String text, String page) {
    return with(new Span.Link(clean(text), page));
  }

  Line then(Line other) {
    spans.addAll(other.spans);
    return this;
  }

  private Line with(Span span) {
    spans.add(span);
    return this;
  }

  private static String clean(String text) {
    return Shown.escaped(text.replaceAll("\\s*\\R\\s*", " "));
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** The parts with something between them. */
  static Line joined(String between, List<Line> lines) {
    Line all = new Line();
    for (Line line : lines) {
      all.plain(all.isEmpty() ? "" : between).then(line);
    }
    return all;
  }
}
