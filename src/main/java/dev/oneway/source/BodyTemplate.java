package dev.oneway.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.oneway.http.paging.JsonMember;
import dev.oneway.record.RecordJson;
import dev.oneway.run.FatalException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * The option {@code body}: a JSON object whose texts may hold expressions. They are evaluated after
 * it was parsed, so that no value can change the document's form. A text that is one expression and
 * {@code :number} behind it becomes a number.
 *
 * <p>Immutable; threads may share it.
 */
final class BodyTemplate {
  private static final String NUMBER = ":number";
  private static final ObjectReader READER =
      RecordJson.mapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final ObjectNode document;
  private final Map<JsonPointer, Part> parts;

  private record Part(TextTemplate text, boolean number) {}

  private record Value(TextTemplate.Evaluated text, boolean number) {
    JsonNode with(String windowStart, JsonPointer at) {
      String value = text.with(windowStart);
      return number ? numberOf(value, at) : TextNode.valueOf(value);
    }

    private static JsonNode numberOf(String value, JsonPointer at) {
      try {
        return DecimalNode.valueOf(new BigDecimal(value.strip()));
      } catch (NumberFormatException e) {
        throw new FatalException(
            "the body's %s is to be a number, and its value is none. Check what is set before this step, or leave `:number` out."
                .formatted(at),
            e);
      }
    }
  }

  private BodyTemplate(ObjectNode document, Map<JsonPointer, Part> parts) {
    this.document = document;
    this.parts = parts;
  }

  /**
   * @throws IllegalArgumentException when it is no JSON object
   * @throws RuntimeException when an expression isn't Simple
   */
  static BodyTemplate parse(String text, CamelContext context) {
    Map<JsonPointer, Part> parts = new LinkedHashMap<>();
    ObjectNode document = object(text);
    collect(document, JsonPointer.empty(), parts, context);
    return new BodyTemplate(document, parts);
  }

  private static ObjectNode object(String text) {
    try {
      if (READER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "body is no JSON: %s (line %d, column %d). Write an object, as in body: 'RAW({ \"limit\": 100 })', with blanks between its braces."
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr()));
    }
    throw new IllegalArgumentException(
        "body is no JSON object. Write one, as in body: 'RAW({ \"limit\": 100 })'.");
  }

  private static void collect(
      JsonNode node, JsonPointer at, Map<JsonPointer, Part> parts, CamelContext context) {
    if (node.isTextual() && TextTemplate.isOne(node.textValue())) {
      parts.put(at, part(node.textValue(), context));
    }
    node.properties()
        .forEach(
            member ->
                collect(member.getValue(), at.appendProperty(member.getKey()), parts, context));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), at.appendIndex(i), parts, context);
    }
  }

  private static Part part(String text, CamelContext context) {
    if (text.endsWith(NUMBER)) {
      String before = text.substring(0, text.length() - NUMBER.length());
      TextTemplate expression = TextTemplate.parse(before, context);
      if (expression.isSingle()) {
        return new Part(expression, true);
      }
    }
    return new Part(TextTemplate.parse(text, context), false);
  }

  /** Whether it has a place for the window's start. */
  boolean takesWindow() {
    return parts.values().stream().anyMatch(part -> part.text().takesWindow());
  }

  /** Whether a member can be set there: what holds it is an object. */
  boolean hasRoomFor(JsonPointer member) {
    return !member.matches() && document.at(member.head()).isObject();
  }

  /**
   * @return the document for a window's start
   * @throws FatalException when an expression has no value
   */
  Function<String, ObjectNode> evaluate(Exchange exchange) {
    Map<JsonPointer, Value> values = new LinkedHashMap<>();
    parts.forEach(
        (at, part) ->
            values.put(
                at, new Value(part.text().evaluate("the body's " + at, exchange), part.number())));
    return windowStart -> {
      ObjectNode filled = document.deepCopy();
      values.forEach((at, value) -> JsonMember.put(filled, at, value.with(windowStart, at)));
      return filled;
    };
  }
}
