package dev.oneway.mapping.value;

import dev.oneway.record.RecordJson;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** How a reason shows a record's value: in full when it is short, else only its kind and size. */
public final class Shown {
  private static final int LONGEST = 60;
  private static final int MOST_BITS = 256;

  private Shown() {}

  /** {@code "1,5"}, {@code 12.5}, {@code null}, {@code a text of 4711 characters}. */
  public static String of(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Map<?, ?>) {
      return "an object";
    }
    if (value instanceof List<?>) {
      return "an array";
    }
    if (value instanceof byte[]) {
      return "binary";
    }
    return scalar(value);
  }

  private static String scalar(Object value) {
    boolean plain =
        value instanceof Number
            || value instanceof Boolean
            || value.getClass().getName().startsWith("java.time.");
    boolean huge = value instanceof BigInteger integer && integer.bitLength() > MOST_BITS;
    String text = plain && !huge ? value.toString() : "";
    return text.isEmpty() || text.length() > LONGEST
        ? "a " + value.getClass().getSimpleName()
        : text;
  }

  private static String text(String text) {
    String json = text.length() > LONGEST ? text : escaped(RecordJson.write(text));
    return json.length() > LONGEST ? "a text of " + text.length() + " characters" : json;
  }

  /** The text with control, format and separator characters as backslash-u escapes. */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (Character.getType(c)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            out.append("\\u%04x".formatted((int) c));
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
