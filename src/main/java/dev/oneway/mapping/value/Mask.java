package dev.oneway.mapping.value;

import dev.oneway.record.Promise;

/**
 * {@code mask:}: a text with {@code *} in place of its characters (code points), but for the first
 * and the last ones. A text that isn't longer than what may be seen is hidden as a whole. Blank
 * texts stay.
 */
public final class Mask implements Stage {
  private static final TextType TEXT = new TextType();

  private final int first;
  private final int last;

  /**
   * @param first how many characters stay at the beginning, 0 or more
   * @param last how many characters stay at the end, 0 or more
   */
  public Mask(int first, int last) {
    this.first = first;
    this.last = last;
  }

  @Override
  public Object apply(Object value) {
    String text = (String) TEXT.apply(value);
    if (text.isBlank()) {
      return text;
    }
    int length = text.codePointCount(0, text.length());
    if ((long) first + last >= length) {
      return "*".repeat(length);
    }
    return text.substring(0, text.offsetByCodePoints(0, first))
        + "*".repeat(length - first - last)
        + text.substring(text.offsetByCodePoints(text.length(), -last));
  }

  @Override
  public String says() {
    return first + last == 0 ? "masked" : "masked but for " + visible();
  }

  private String visible() {
    String beginning = first == 0 ? "" : "the first " + first;
    String end = last == 0 ? "" : "the last " + last;
    return beginning + (beginning.isEmpty() || end.isEmpty() ? "" : " and ") + end;
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.TEXT);
  }
}
