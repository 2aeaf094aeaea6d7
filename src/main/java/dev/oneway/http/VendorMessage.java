package dev.oneway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.record.RecordJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds, in the body of a refusal, the sentence that says why. */
final class VendorMessage {
  private static final int LONGEST = 200;
  private static final int DEEPEST = 4;
  private static final List<String> NAMES =
      List.of("message", "error_description", "detail", "errors", "error", "title", "description");
  private static final Pattern HEAD = Pattern.compile("(?is)<(script|style|head)\\b.*?</\\1>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

  private VendorMessage() {}

  /** At most 200 characters on one line; empty when the body says nothing. */
  static String in(String body) {
    String text = BLANKS.matcher(json(body).orElseGet(() -> plain(body))).replaceAll(" ").strip();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  private static String plain(String body) {
    return TAG.matcher(HEAD.matcher(body).replaceAll(" ")).replaceAll(" ");
  }

  private static Optional<String> json(String body) {
    try {
      JsonNode node = RecordJson.mapper().readTree(body);
      return node == null || !node.isContainerNode() ? Optional.empty() : find(node, DEEPEST);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> find(JsonNode node, int depth) {
    if (node.isValueNode()) {
      return Optional.of(node.asText()).filter(text -> !node.isNull() && !text.isBlank());
    }
    if (depth == 0) {
      return Optional.empty();
    }
    if (node.isArray()) {
      return node.isEmpty() ? Optional.empty() : find(node.get(0), depth - 1);
    }
    return NAMES.stream()
        .filter(node::has)
        .flatMap(name -> find(node.get(name), depth - 1).stream())
        .findFirst()
        .or(() -> firstField(node, depth));
  }

  /** {@code {"line_items": ["is invalid"]}}: the name is part of the message. */
  private static Optional<String> firstField(JsonNode node, int depth) {
    return node.properties().stream()
        .findFirst()
        .flatMap(
            (Map.Entry<String, JsonNode> field) ->
                find(field.getValue(), depth - 1).map(text -> field.getKey() + ": " + text));
  }
}
