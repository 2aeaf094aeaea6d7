package dev.oneway.record;

import java.text.Normalizer;

/**
 * Names as a warehouse has them: {@code accountType} and {@code Account Type} are {@code
 * account_type}. Of plain ASCII as Segment writes its tables and columns (go-snakecase), so {@code
 * userID} is {@code user_id} and {@code HTTPServer} one word; letters of other alphabets stay,
 * where Segment drops them.
 */
public final class SnakeCase {
  private final String text;
  private final StringBuilder name = new StringBuilder();
  private int at;

  private SnakeCase(String text) {
    this.text = text;
  }

  /** The name; empty when the text has neither letter nor digit. */
  public static String of(String text) {
    return isOne(text) ? text : new SnakeCase(composed(text)).name();
  }

  private static String composed(String text) {
    return text.chars().allMatch(c -> c < 0x80)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** A name that begins with an underscore, as `_id` does, is one as it is. */
  private static boolean isOne(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean joins = c == '_' && i + 1 < text.length() && text.charAt(i + 1) != '_';
      if (!joins && !isLowerAscii(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLowerAscii(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private String name() {
    while (at < text.length()) {
      if (isPart(text.codePointAt(at))) {
        word();
      } else {
        next();
      }
    }
    return name.toString();
  }

  /** Capitals and digits, and what follows them in small letters. */
  private void word() {
    if (!name.isEmpty()) {
      name.append('_');
    }
    while (at < text.length() && (isUpper(text.codePointAt(at)) || isDigit(text.codePointAt(at)))) {
      name.appendCodePoint(Character.toLowerCase(next()));
    }
    while (at < text.length() && isPart(text.codePointAt(at)) && !isUpper(text.codePointAt(at))) {
      name.appendCodePoint(next());
    }
  }

  private int next() {
    int character = text.codePointAt(at);
    at += Character.charCount(character);
    return character;
  }

  private static boolean isUpper(int character) {
    return Character.isUpperCase(character) || Character.isTitleCase(character);
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isPart(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(character);
    };
  }
}
