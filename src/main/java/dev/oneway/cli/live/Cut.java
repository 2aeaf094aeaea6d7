package dev.oneway.cli.live;

import org.jline.utils.AttributedString;

/** Text as wide as there is room for it, counted in cells: some characters take two, some none. */
final class Cut {
  private static final String MORE = "…";

  private Cut() {}

  static AttributedString to(int width, String text) {
    return to(width, new AttributedString(text));
  }

  static AttributedString to(int width, AttributedString text) {
    if (text.columnLength() <= width) {
      return text;
    }
    AttributedString start = text.columnSubSequence(0, Math.max(0, width - MORE.length()));
    return AttributedString.join(AttributedString.EMPTY, start, new AttributedString(MORE));
  }
}
