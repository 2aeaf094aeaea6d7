package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON document read as it arrives: its records one at a time, and single values from anywhere
 * before or after them. Holds no more than a record and these.
 */
final class PageDocument {
  private static final int MOST_NAMES = 20;
  private static final ObjectReader RECORD =
      RecordJson.mapper().readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

  private final JsonParser json;
  private final OptionNames options;
  private final JsonPointer records;
  private final Optional<JsonPointer> total;
  private final List<JsonPointer> wanted;
  private final Map<JsonPointer, ValueNode> told = new HashMap<>();
  private final Set<String> names = new LinkedHashSet<>();
  private boolean begun;
  private boolean found;
  private boolean inside;

  PageDocument(InputStream body, PagePointers pointers) throws IOException {
    // Whoever opened the answer closes it, after it was drained.
    this.json =
        RecordJson.mapper().createParser(body).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    this.options = pointers.names();
    this.records = pointers.records();
    this.total = pointers.total();
    this.wanted = pointers.wanted().toList();
  }

  /**
   * The next record; empty at the end, and then the whole document was read.
   *
   * @throws com.fasterxml.jackson.core.JsonProcessingException when it isn't JSON, or ends early
   * @throws UnexpectedDocumentException when it is JSON without such records
   */
  Optional<Map<String, Object>> next() throws IOException {
    while (inside || seek()) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_OBJECT) {
        return Optional.of(RECORD.readValue(json));
      }
      if (token != JsonToken.END_ARRAY) {
        throw unexpected("what stands in " + place() + " are no objects");
      }
      inside = false;
    }
    if (!begun) {
      throw new JsonEOFException(json, JsonToken.NOT_AVAILABLE, "there is no document");
    }
    if (!found && !isTotalZero()) {
      throw unexpected(
          "it has no " + place() + (names.isEmpty() ? "" : ", only " + String.join(", ", names)));
    }
    return Optional.empty();
  }

  /**
   * How much of the document was parsed so far, in bytes, or characters where they aren't known.
   */
  long position() {
    JsonLocation location = json.currentLocation();
    return Math.max(location.getByteOffset(), location.getCharOffset());
  }

  /** What a pointer led to so far. */
  Optional<ValueNode> at(JsonPointer pointer) {
    return Optional.ofNullable(told.get(pointer));
  }

  /** Moves on to the records; false at the document's end. */
  private boolean seek() throws IOException {
    while (json.nextToken() != null) {
      begun = true;
      if (json.currentToken() == JsonToken.FIELD_NAME) {
        note(json.currentName());
      } else if (!json.currentToken().isStructEnd() && arrived()) {
        return true;
      }
    }
    return false;
  }

  private boolean arrived() throws IOException {
    JsonPointer here = json.getParsingContext().pathAsPointer();
    if (here.equals(records)) {
      enter();
      return true;
    }
    if (wanted.contains(here)) {
      told.put(here, value(here));
    } else if (!leadsOn(here)) {
      json.skipChildren();
    }
    return false;
  }

  private void enter() {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected(place() + " is no array");
    }
    found = true;
    inside = true;
  }

  private ValueNode value(JsonPointer here) throws IOException {
    if (json.currentToken().isStructStart()) {
      throw new UnexpectedDocumentException(
          here + " is no single value",
          "options %s, %s and %s"
              .formatted(options.of("next"), options.of("end"), options.of("count")));
    }
    return json.readValueAsTree();
  }

  private boolean leadsOn(JsonPointer here) {
    return PagePointers.leadsTo(here, records)
        || wanted.stream().anyMatch(there -> PagePointers.leadsTo(here, there));
  }

  private void note(String name) {
    if (json.getParsingContext().getParent().inRoot() && names.size() < MOST_NAMES) {
      names.add(name);
    }
  }

  private UnexpectedDocumentException unexpected(String what) {
    return new UnexpectedDocumentException(
        what, "options %s and %s".formatted(options.of("records"), options.of("next")));
  }

  /** A server may leave the array out when there is nothing to put into it. */
  private boolean isTotalZero() {
    return total
        .flatMap(this::at)
        .filter(number -> number.isNumber() && number.decimalValue().signum() == 0)
        .isPresent();
  }

  private String place() {
    return records.matches() ? "the document" : records.toString();
  }
}
