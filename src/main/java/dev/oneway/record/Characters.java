package dev.oneway.record;

import java.util.HexFormat;

/**
 * What can't be stored as text: U+0000, which PostgreSQL refuses, and half a surrogate pair, as
 * vendors send when they cut a text in the middle of an emoji. No encoding of Unicode can express
 * the latter; whoever writes it as UTF-8 gets a question mark instead.
 */
public final class Characters {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Characters() {}

  /** Whether every database keeps the text as it is. */
  public static boolean areStorable(String text) {
    return text.indexOf('\0') < 0 && loneSurrogate(text, 0) == text.length();
  }

  /** The same JSON, with half surrogate pairs written as {@code \\uD83D}. */
  static String escapedIn(String json) {
    int lone = loneSurrogate(json, 0);
    if (lone == json.length()) {
      return json;
    }
    StringBuilder escaped = new StringBuilder(json.length() + 16);
    int from = 0;
    while (lone < json.length()) {
      escaped.append(json, from, lone).append("\\u").append(HEX.toHexDigits(json.charAt(lone)));
      from = lone + 1;
      lone = loneSurrogate(json, from);
    }
    return escaped.append(json, from, json.length()).toString();
  }

  /** The position of the first one; the text's length when there is none. */
  private static int loneSurrogate(String text, int from) {
    int i = from;
    while (i < text.length()) {
      if (!Character.isSurrogate(text.charAt(i))) {
        i++;
      } else if (i + 1 < text.length()
          && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
        i += 2;
      } else {
        return i;
      }
    }
    return text.length();
  }
}
