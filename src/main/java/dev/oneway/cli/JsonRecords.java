package dev.oneway.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The records of a stream of JSON: the objects of an array, one object, or several one after the
 * other, as in a file with one on each line. Only one of them is in memory. Belongs to one thread.
 */
final class JsonRecords {
  private static final String FILE = "standard input";

  /** How Jackson names another place in the same stream. */
  private static final Pattern SOURCE =
      Pattern.compile("at \\[Source: [^;]*; line: (\\d+), column: (\\d+)]");

  private final JsonParser in;
  private boolean isInArray;

  JsonRecords(InputStream bytes) throws IOException {
    in = RecordJson.mapper().createParser(bytes);
  }

  /**
   * The next record; empty after the last.
   *
   * @throws FaultsException when what follows is no record
   */
  Optional<Map<String, Object>> next() {
    try {
      return isAtRecord() ? Optional.of(RecordJson.readRecord(in)) : Optional.empty();
    } catch (JsonProcessingException e) {
      throw fault(
          e.getLocation(),
          "this isn't JSON: " + words(e) + ".",
          "Mend it here; what came before it has been mapped.");
    } catch (IOException e) {
      throw new UncheckedIOException("standard input can't be read: " + e.getMessage(), e);
    }
  }

  private static String words(JsonProcessingException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("");
    return SOURCE.matcher(first).replaceAll("in line $1, column $2");
  }

  private boolean isAtRecord() throws IOException {
    while (true) {
      JsonToken token = in.nextToken();
      if (token == null) {
        return false;
      }
      switch (token) {
        case START_OBJECT -> {
          return true;
        }
        case END_ARRAY -> isInArray = false;
        case START_ARRAY -> beginArray();
        default -> throw noRecord();
      }
    }
  }

  private void beginArray() {
    if (isInArray) {
      throw noRecord();
    }
    isInArray = true;
  }

  private FaultsException noRecord() {
    return fault(
        in.currentTokenLocation(),
        "a record is expected here, an object in braces.",
        "Give an array of objects, one object, or one object on each line.");
  }

  private static FaultsException fault(JsonLocation at, String what, String remedy) {
    int line = at == null ? 0 : at.getLineNr();
    int column = at == null ? 0 : at.getColumnNr();
    return new FaultsException(List.of(new Fault(FILE, line, column, what, remedy)));
  }
}
