package dev.oneway.webhook.inbox;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The events in a request's body: one JSON object, an array of them, or NDJSON. Reads the body
 * strictly and to its end, so that what was acknowledged can be read again; each event keeps the
 * text it was sent as. Immutable; threads may share it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class EventReader {
  private static final Set<String> LINES =
      Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");
  private static final Set<String> UNSAID = Set.of("", "text/plain", "application/octet-stream");
  private static final int BAD_REQUEST = 400;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final JsonMapper MAPPER = RecordJson.mapper();
  private static final ObjectReader RECORD =
      MAPPER.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

  private final JsonPointer records;
  private final Naming naming;

  /**
   * @param records where the event or the array of events is in a document
   */
  EventReader(JsonPointer records, Naming naming) {
    this.records = records;
    this.naming = naming;
  }

  /**
   * All events of a body, in their order.
   *
   * @param contentType the header; empty when there is none
   * @param headers a request header by name
   * @throws RefusedBodyException when it isn't wholly right
   */
  List<Event> read(byte[] body, String contentType, Function<String, Optional<String>> headers)
      throws RefusedBodyException {
    MediaType type = MediaType.parse(contentType);
    if (!type.charset().isEmpty() && !type.charset().equals("utf-8")) {
      throw new RefusedBodyException(UNSUPPORTED_MEDIA_TYPE, "JSON is written in UTF-8");
    }
    List<Event> events = new ArrayList<>();
    Optional<String> request = naming.ofRequest(headers);
    if (LINES.contains(type.name())) {
      lines(text(body), request, events);
    } else if (type.name().endsWith("json") || UNSAID.contains(type.name())) {
      document(text(body), request, events);
    } else {
      throw new RefusedBodyException(
          UNSUPPORTED_MEDIA_TYPE,
          "the body must be JSON (application/json) or a JSON object a line (application/x-ndjson)");
    }
    return events;
  }

  private record MediaType(String name, String charset) {
    static MediaType parse(String header) {
      String[] parts = header.toLowerCase(Locale.ROOT).split(";", -1);
      String charset = "";
      for (String part : parts) {
        if (part.strip().startsWith("charset=")) {
          charset = part.strip().substring("charset=".length()).replace("\"", "").strip();
        }
      }
      return new MediaType(parts[0].strip(), charset);
    }
  }

  private static String text(byte[] body) throws RefusedBodyException {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body))
              .toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new RefusedBodyException(BAD_REQUEST, "the body isn't UTF-8");
    }
  }

  private void lines(String text, Optional<String> request, List<Event> into)
      throws RefusedBodyException {
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        try {
          document(line, request, into);
        } catch (RefusedBodyException e) {
          throw new RefusedBodyException(e.status(), "line " + number + ": " + e.getMessage());
        }
      }
    }
  }

  private void document(String text, Optional<String> request, List<Event> into)
      throws RefusedBodyException {
    try (JsonParser in = MAPPER.createParser(text.toCharArray())) {
      if (in.nextToken() == null) {
        throw new RefusedBodyException(BAD_REQUEST, "the body is empty");
      }
      boolean found = walk(in, records, text, request, into);
      if (in.nextToken() != null) {
        throw new RefusedBodyException(
            BAD_REQUEST, "something follows the JSON document" + placeOf(in.currentLocation()));
      }
      if (!found) {
        throw new RefusedBodyException(BAD_REQUEST, "there is nothing at " + records);
      }
    } catch (StreamConstraintsException e) {
      throw new RefusedBodyException(BAD_REQUEST, "the JSON is too deep or a part of it too long");
    } catch (JsonProcessingException e) {
      // Without its message, which quotes what it stumbled over.
      throw new RefusedBodyException(BAD_REQUEST, "the body isn't JSON" + placeOf(e.getLocation()));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can't be read", e);
    }
  }

  /** Reads the value that begins at the current token; whether the way led to events in it. */
  private boolean walk(
      JsonParser in, JsonPointer way, String text, Optional<String> request, List<Event> into)
      throws IOException, RefusedBodyException {
    if (way.matches()) {
      take(in, text, request, into);
      return true;
    }
    if (!in.isExpectedStartObjectToken()) {
      in.skipChildren();
      return false;
    }
    boolean found = false;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      boolean onTheWay = !found && in.currentName().equals(way.getMatchingProperty());
      in.nextToken();
      if (onTheWay) {
        found = walk(in, way.tail(), text, request, into);
      } else {
        in.skipChildren();
      }
    }
    return found;
  }

  private void take(JsonParser in, String text, Optional<String> request, List<Event> into)
      throws IOException, RefusedBodyException {
    if (!in.isExpectedStartArrayToken()) {
      one(in, text, request, into);
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      one(in, text, request, into);
    }
  }

  private void one(JsonParser in, String text, Optional<String> request, List<Event> into)
      throws IOException, RefusedBodyException {
    if (!in.isExpectedStartObjectToken()) {
      throw new RefusedBodyException(
          BAD_REQUEST, "an event is a JSON object" + placeOf(in.currentTokenLocation()));
    }
    int from = (int) in.currentTokenLocation().getCharOffset();
    Map<String, Object> record = RECORD.readValue(in);
    String json = text.substring(from, (int) in.currentLocation().getCharOffset());
    into.add(naming.event(record, json, request, into.size()));
  }

  private static String placeOf(JsonLocation place) {
    return place == null ? "" : ", line " + place.getLineNr() + ", column " + place.getColumnNr();
  }
}
