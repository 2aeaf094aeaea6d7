package dev.oneway.preview;

import dev.oneway.record.RecordJson;

/** Values of fields as people read them. */
public final class FieldText {
  private static final int LONGEST = 60;

  private FieldText() {}

  /** A value as JSON, cut to a length that fits a line. */
  public static String shown(Object value) {
    String json = RecordJson.write(value);
    return json.codePointCount(0, json.length()) > LONGEST
        ? json.substring(0, json.offsetByCodePoints(0, LONGEST)) + "…"
        : json;
  }
}
