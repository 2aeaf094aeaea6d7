package dev.oneway.record;

import java.util.List;

/** The identity of a record in its destination, written as one text. */
public final class Keys {
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
}
