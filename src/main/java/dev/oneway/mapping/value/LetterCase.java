package dev.oneway.mapping.value;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Letters in lower, upper and title case, without a language's own rules. The sigma that ends a
 * word is found here, because Java looks for it in quadratic time.
 */
final class LetterCase {
  private static final int PART = 256;
  private static final char SIGMA = 'Σ';
  private static final String APOSTROPHES = "'\u2019\u02BC";

  private LetterCase() {}

  static String lower(String text) {
    String plain = text.indexOf(SIGMA) < 0 ? text : withoutSigma(text);
    return inParts(plain, part -> part.toLowerCase(Locale.ROOT));
  }

  static String upper(String text) {
    return inParts(text, part -> part.toUpperCase(Locale.ROOT));
  }

  /** Java copies the whole text for each letter that becomes several, as ß does: it gets parts. */
  private static String inParts(String text, UnaryOperator<String> work) {
    if (text.length() <= PART) {
      return work.apply(text);
    }
    StringBuilder out = new StringBuilder(text.length());
    int end;
    for (int at = 0; at < text.length(); at = end) {
      end = Math.min(at + PART, text.length());
      if (end < text.length()
          && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
        end++;
      }
      out.append(work.apply(text.substring(at, end)));
    }
    return out.toString();
  }

  /**
   * Each word's first letter in title case, its others in lower case. A word is a run of letters,
   * digits, marks and apostrophes; one that begins with a digit, as in {@code 3rd}, has no first
   * letter.
   */
  static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && isOfWord(text.codePointAt(end))) {
        end = after(text, end);
      }
      appendTitled(text.substring(at, end), out);
      at = end;
      while (at < text.length() && !isOfWord(text.codePointAt(at))) {
        out.appendCodePoint(text.codePointAt(at));
        at = after(text, at);
      }
    }
    return out.toString();
  }

  private static void appendTitled(String word, StringBuilder out) {
    int first = 0;
    while (first < word.length() && isIgnored(word.codePointAt(first))) {
      first = after(word, first);
    }
    out.append(word, 0, first);
    String rest = word.substring(first);
    if (rest.isEmpty() || !Character.isLetter(rest.codePointAt(0))) {
      out.append(lower(rest));
      return;
    }
    int letter = rest.codePointAt(0);
    out.appendCodePoint(Character.toTitleCase(letter));
    out.append(lower(rest).substring(lower(Character.toString(letter)).length()));
  }

  private static String withoutSigma(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = text.indexOf(SIGMA); i >= 0; i = text.indexOf(SIGMA, i + 1)) {
      out.setCharAt(i, followsLetter(text, i) && !precedesLetter(text, i) ? 'ς' : 'σ');
    }
    return out.toString();
  }

  private static boolean followsLetter(String text, int index) {
    int i = index;
    while (i > 0 && isIgnored(text.codePointBefore(i))) {
      i -= Character.charCount(text.codePointBefore(i));
    }
    return i > 0 && Character.isLetter(text.codePointBefore(i));
  }

  private static boolean precedesLetter(String text, int index) {
    int i = index + 1;
    while (i < text.length() && isIgnored(text.codePointAt(i))) {
      i = after(text, i);
    }
    return i < text.length() && Character.isLetter(text.codePointAt(i));
  }

  private static int after(String text, int index) {
    return index + Character.charCount(text.codePointAt(index));
  }

  private static boolean isOfWord(int character) {
    return Character.isLetterOrDigit(character) || isIgnored(character);
  }

  private static boolean isIgnored(int character) {
    return isMark(character) || APOSTROPHES.indexOf(character) >= 0;
  }

  /** Whether it combines with the character before it. */
  static boolean isMark(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
