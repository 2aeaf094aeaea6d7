package dev.oneway.destination.http.answer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.record.PointerText;
import dev.oneway.record.Scalars;
import java.util.List;
import java.util.Optional;

/**
 * JSON pointers (RFC 6901), of which the first that leads to a value counts: some vendors put the
 * same word in two places. Immutable; threads may share it.
 */
public final class Pointers {
  private final List<JsonPointer> pointers;

  private Pointers(List<JsonPointer> pointers) {
    this.pointers = pointers;
  }

  /**
   * @param option its name, for the message
   * @param text {@code /errors/0/code} or {@code /errors/0/code,/code}; null or blank for none
   * @throws IllegalArgumentException when it is no pointer
   */
  static Optional<Pointers> parse(String option, String text) {
    return Optional.of(PointerText.several(option, text))
        .filter(pointers -> !pointers.isEmpty())
        .map(Pointers::new);
  }

  /** The first that is there and not null. */
  Optional<JsonNode> find(JsonNode document) {
    return pointers.stream()
        .map(document::at)
        .filter(node -> !node.isMissingNode() && !node.isNull())
        .findFirst();
  }

  /** Whether one is there, be it null. */
  boolean isIn(JsonNode document) {
    return pointers.stream().anyMatch(pointer -> !document.at(pointer).isMissingNode());
  }

  /** The same as text; empty for an empty text too. */
  Optional<String> text(JsonNode document) {
    return find(document).map(Pointers::textOf).filter(text -> !text.isEmpty());
  }

  /** A value's plain text, a list's first, an object's JSON. */
  static String textOf(JsonNode node) {
    if (node.isArray()) {
      return node.isEmpty() ? "" : textOf(node.get(0));
    }
    if (node.isObject()) {
      return node.toString();
    }
    return node.isNumber() ? Scalars.text(node.decimalValue()) : node.asText();
  }
}
