package dev.oneway.mapping.value;

import dev.oneway.record.SnakeCase;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One function of {@code text:}. The same on every machine; worked twice it gives what it gives
 * once, except {@code strip-html}. Threads may share it.
 *
 * @param says as it is written in a file: {@code truncate:20}
 * @param longest how long a text may be afterwards when it is known how long it was; in Unicode
 *     code points
 */
public record TextFunction(
    String says, UnaryOperator<String> work, UnaryOperator<OptionalInt> longest) {
  /** The one that takes a number. */
  public static final String TRUNCATE = "truncate";

  private static final int MOST_MARKS = 1000;
  private static final char FIRST_UNCOMPOSED = '\u0300';
  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Map<String, TextFunction> PLAIN = new LinkedHashMap<>();

  static {
    neverLonger("trim", TextFunction::trimmed);
    maybeLonger("lower", LetterCase::lower);
    maybeLonger("upper", LetterCase::upper);
    maybeLonger("title", LetterCase::title);
    neverLonger("collapse", text -> BLANKS.matcher(text).replaceAll(" "));
    maybeLonger("strip-html", HtmlText::of);
    maybeLonger("nfc", TextFunction::composed);
    neverLonger("digits", TextFunction::digits);
    maybeLonger("snake", SnakeCase::of);
  }

  private static void neverLonger(String name, UnaryOperator<String> work) {
    PLAIN.put(name, new TextFunction(name, work, before -> before));
  }

  private static void maybeLonger(String name, UnaryOperator<String> work) {
    PLAIN.put(name, new TextFunction(name, work, before -> OptionalInt.empty()));
  }

  /** The names of those that take no number. */
  public static List<String> names() {
    return List.copyOf(PLAIN.keySet());
  }

  /** The function of this name, if it takes no number. */
  public static Optional<TextFunction> named(String name) {
    return Optional.ofNullable(PLAIN.get(name));
  }

  /**
   * {@code truncate:N}.
   *
   * @param most at least 1, in Unicode code points
   */
  public static TextFunction truncate(int most) {
    return new TextFunction(
        TRUNCATE + ":" + most,
        text -> Truncation.of(text, most),
        before -> OptionalInt.of(Math.min(most, before.orElse(most))));
  }

  /** Java sorts the marks of one letter in quadratic time, so that only so many are allowed. */
  private static String composed(String text) {
    int marks = 0;
    boolean plain = true;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      plain = plain && text.charAt(i) < FIRST_UNCOMPOSED;
      marks = LetterCase.isMark(text.codePointAt(i)) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        throw BadValue.type(text, "a text of at most " + MOST_MARKS + " combining marks in a row");
      }
    }
    return plain ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Unlike String's own, it takes the blanks that don't break, as web pages are full of them. */
  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    text.codePoints()
        .filter(Character::isDigit)
        .forEach(digit -> digits.append(Character.digit(digit, 10)));
    return digits.toString();
  }
}
