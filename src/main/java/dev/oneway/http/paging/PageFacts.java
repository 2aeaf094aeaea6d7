package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a page says beside its records.
 *
 * @param next what tells the next page; empty when absent, null, false or blank
 * @param last whether it says that it is the last page
 * @param count how many records it says the whole read has; empty when that isn't asked for
 * @param total how many records it says there are; empty when that isn't asked for
 */
record PageFacts(Optional<ValueNode> next, boolean last, OptionalLong count, OptionalLong total) {

  /**
   * @param document read to its end
   * @throws UnexpectedDocumentException when a value is of another type
   */
  static PageFacts of(PageDocument document, PagePointers pointers) {
    return new PageFacts(
        pointers.next().flatMap(document::at).filter(PageFacts::tells),
        pointers.end().filter(at -> last(at, document, pointers.names())).isPresent(),
        number(pointers.count(), "count", document, pointers.names()),
        number(pointers.total(), "total", document, pointers.names()));
  }

  private static OptionalLong number(
      Optional<JsonPointer> at, String option, PageDocument document, OptionNames names) {
    return at.map(pointer -> OptionalLong.of(number(pointer, names.of(option), document)))
        .orElse(OptionalLong.empty());
  }

  private static boolean tells(ValueNode next) {
    return !next.isNull()
        && !(next.isBoolean() && !next.booleanValue())
        && !next.asText().isBlank();
  }

  private static boolean last(JsonPointer at, PageDocument document, OptionNames names) {
    ValueNode told = document.at(at).orElse(null);
    if (told != null && !told.isNull() && !told.isBoolean()) {
      throw new UnexpectedDocumentException(at + " is no boolean", "option " + names.of("end"));
    }
    return told != null && told.booleanValue();
  }

  private static long number(JsonPointer at, String option, PageDocument document) {
    return document
        .at(at)
        .filter(told -> told.isIntegralNumber() && told.canConvertToLong())
        .orElseThrow(
            () ->
                new UnexpectedDocumentException(
                    "it has no number of records at " + at, "option " + option))
        .longValue();
  }
}
