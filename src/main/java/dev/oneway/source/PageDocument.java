package dev.oneway.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON document read as it arrives: its records one at a time, and one text from anywhere before
 * or after them. Holds no more than a record.
 */
final class PageDocument {
  private static final int MOST_NAMES = 20;
  private static final ObjectReader RECORD =
      RecordJson.mapper().readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

  private final JsonParser json;
  private final JsonPointer records;
  private final Optional<JsonPointer> pointer;
  private final Set<String> names = new LinkedHashSet<>();
  private boolean begun;
  private boolean found;
  private boolean inside;
  private String told;

  /**
   * @param records to the array of records; empty when the document is that array
   * @param pointer to the text
   */
  PageDocument(InputStream body, JsonPointer records, Optional<JsonPointer> pointer)
      throws IOException {
    this.json = RecordJson.mapper().createParser(body);
    this.records = records;
    this.pointer = pointer;
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
        throw new UnexpectedDocumentException("what stands in " + place() + " are no objects");
      }
      inside = false;
    }
    if (!begun) {
      throw new JsonEOFException(json, JsonToken.NOT_AVAILABLE, "there is no document");
    }
    if (!found) {
      throw new UnexpectedDocumentException(
          "it has no " + place() + (names.isEmpty() ? "" : ", only " + String.join(", ", names)));
    }
    return Optional.empty();
  }

  /** What the pointer led to so far; empty when absent, null, false or blank. */
  Optional<String> told() {
    return Optional.ofNullable(told);
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
    if (pointer.filter(here::equals).isPresent()) {
      told = text();
    } else if (!leadsTo(here, records) && pointer.filter(at -> leadsTo(here, at)).isEmpty()) {
      json.skipChildren();
    }
    return false;
  }

  private void enter() {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new UnexpectedDocumentException(place() + " is no array");
    }
    found = true;
    inside = true;
  }

  private String text() throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL, VALUE_FALSE -> null;
      case START_OBJECT, START_ARRAY ->
          throw new UnexpectedDocumentException(pointer.orElseThrow() + " is no text");
      default -> json.getText().isBlank() ? null : json.getText();
    };
  }

  private static boolean leadsTo(JsonPointer here, JsonPointer there) {
    return there.toString().startsWith(here + "/");
  }

  private void note(String name) {
    if (json.getParsingContext().getParent().inRoot() && names.size() < MOST_NAMES) {
      names.add(name);
    }
  }

  private String place() {
    return records.matches() ? "the document" : records.toString();
  }
}
