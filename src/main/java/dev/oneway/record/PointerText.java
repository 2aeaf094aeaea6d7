package dev.oneway.record;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the JSON pointers (RFC 6901) that options of several steps hold. */
public final class PointerText {
  private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*(?=/)");

  private PointerText() {}

  /**
   * @param option its name, for the message
   * @param text {@code /errors/0/code} or {@code /errors/0/code,/code}; null or blank for none
   * @throws IllegalArgumentException when one is no pointer
   */
  public static List<JsonPointer> several(String option, String text) {
    return text == null || text.isBlank()
        ? List.of()
        : BETWEEN.splitAsStream(text.strip()).map(one -> one(option, one)).toList();
  }

  /**
   * @param option its name, for the message
   * @param text null or blank for the document itself
   * @throws IllegalArgumentException when it is no pointer
   */
  public static JsonPointer one(String option, String text) {
    try {
      return text == null || text.isBlank()
          ? JsonPointer.empty()
          : JsonPointer.compile(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is `%s`, which is no JSON pointer. Begin it with /, as in %s=/data/id."
              .formatted(option, text, option));
    }
  }
}
