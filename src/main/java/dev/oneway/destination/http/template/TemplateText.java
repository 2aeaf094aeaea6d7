package dev.oneway.destination.http.template;

import dev.oneway.destination.http.template.Placeholder.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A text with placeholders in it, taken apart once. Immutable; threads may share it. */
final class TemplateText {
  private final List<Part> parts;

  /**
   * Either a literal text or a placeholder.
   *
   * @param placeholder null for a literal
   */
  record Part(String literal, Placeholder placeholder) {}

  private TemplateText(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * @param option where it stands, for messages
   * @throws IllegalArgumentException when a placeholder isn't known or not closed
   */
  static TemplateText parse(String option, String text, Set<Name> allowed) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException(
            option + " has a ${ without its }. Close it, as in ${key}.");
      }
      if (open > at) {
        parts.add(new Part(text.substring(at, open), null));
      }
      parts.add(new Part("", Placeholder.parse(option, text.substring(open + 2, close), allowed)));
      at = close + 1;
    }
    if (at < text.length()) {
      parts.add(new Part(text.substring(at), null));
    }
    return new TemplateText(parts);
  }

  List<Part> parts() {
    return parts;
  }

  /** The placeholder this text is, when it is nothing else. */
  Optional<Placeholder> lone() {
    return parts.size() == 1 ? Optional.ofNullable(parts.get(0).placeholder()) : Optional.empty();
  }

  Stream<Placeholder> placeholders() {
    return parts.stream().map(Part::placeholder).filter(p -> p != null);
  }

  String render(Values values) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(
          part.placeholder() == null
              ? part.literal()
              : Texts.written(part.placeholder(), values.of(part.placeholder())));
    }
    return text.toString();
  }
}
