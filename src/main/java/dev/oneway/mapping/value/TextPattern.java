package dev.oneway.mapping.value;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * {@code pattern}: a regular expression of RE2 that the whole text must match. The time it takes
 * grows with the length of the text times the size of the pattern, and no further; a text for which
 * that would be seconds isn't tried. Threads may share it.
 */
public final class TextPattern implements Constraint {
  /** The largest pattern, counted as if its repetitions were written out. */
  private static final int MOST_PARTS = 2_500;

  /** About two seconds in the worst case. */
  private static final int MOST_STEPS = 50_000_000;

  private static final Optional<String> TEXT = Optional.of("a text");

  private final Pattern pattern;
  private final String written;
  private final int longest;

  private TextPattern(Pattern pattern, String written) {
    this.pattern = pattern;
    this.written = written;
    this.longest = MOST_STEPS / pattern.programSize();
  }

  /**
   * Compiles a pattern.
   *
   * @throws SyntaxException when it isn't one, or is too large
   */
  public static TextPattern compile(String text) throws SyntaxException {
    if (PatternSize.of(text) > MOST_PARTS) {
      throw new SyntaxException(
          "The pattern " + Shown.of(text) + " is too large: its repetitions multiply.",
          "Let it repeat less; for long texts use `minLength` and `maxLength`.");
    }
    try {
      Pattern.compile(text);
      // The anchors end the search early, so that a long text that can't match costs nothing.
      return new TextPattern(Pattern.compile("\\A(?:" + text + ")\\z"), text);
    } catch (PatternSyntaxException e) {
      throw new SyntaxException(
          "The pattern `" + text + "` is no RE2 expression: " + reason(e) + ".", remedy(e));
    }
  }

  private static String reason(PatternSyntaxException e) {
    String part = e.getPattern();
    return e.getDescription() + (part == null || part.isEmpty() ? "" : " `" + part + "`");
  }

  private static String remedy(PatternSyntaxException e) {
    String part = String.valueOf(e.getPattern());
    boolean looksAround = part.matches("(?s)\\(\\?<?[=!].*");
    return looksAround || part.matches("\\\\[1-9]")
        ? "Lookahead, lookbehind and back references aren't supported; use a second rule or `expr`."
        : "Mend it; https://github.com/google/re2/wiki/Syntax lists what it may have.";
  }

  @Override
  public Optional<String> neededFor(Object value) {
    if (!(value instanceof String text)) {
      return TEXT;
    }
    return text.length() <= longest
        ? Optional.empty()
        : Optional.of("a text of at most " + longest + " characters to be matched");
  }

  @Override
  public boolean allows(Object value) {
    return pattern.matches((String) value);
  }

  @Override
  public String demand() {
    return "match " + written;
  }
}
