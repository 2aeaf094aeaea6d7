package dev.oneway.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;

/** The identity of a record in its destination, written as one text. */
public final class Keys {
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private Keys() {}

  /**
   * A single part as its plain text, several as a JSON array of texts: {@code 42}, {@code
   * ["10248","11"]}. Numbers are written without exponent or trailing zeros, so that 42 and 42.0
   * are one key.
   *
   * @param parts no part may be null
   */
  public static String of(List<?> parts) {
    if (parts.size() == 1) {
      return Scalars.text(parts.get(0));
    }
    return RecordJson.write(parts.stream().map(Scalars::text).toList());
  }

  /**
   * The texts of the parts that make the key.
   *
   * @param parts how many there are
   * @throws IllegalArgumentException when so many don't make it
   */
  public static List<String> partsOf(String key, int parts) {
    if (parts == 1) {
      return List.of(key);
    }
    try {
      List<String> texts = RecordJson.mapper().readValue(key, TEXTS);
      if (texts.size() == parts) {
        return texts;
      }
    } catch (JsonProcessingException e) {
      // Told below, without quoting the key.
    }
    throw new IllegalArgumentException("a key isn't made of " + parts + " parts");
  }
}
