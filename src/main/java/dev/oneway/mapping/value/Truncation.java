package dev.oneway.mapping.value;

/**
 * {@code truncate:N}: the beginning of a text, never half of what a reader sees as one character. A
 * rule of its own, because Java's differs from release to release.
 */
final class Truncation {
  private static final int JOINER = 0x200D;

  private Truncation() {}

  /** At most so many code points; fewer when the cut would tear a character apart. */
  static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = 0;
    for (int i = 0; i < most && end < text.length(); i++) {
      end += Character.charCount(text.codePointAt(end));
    }
    while (end > 0 && end < text.length() && isInside(text, end)) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(0, end);
  }

  private static boolean isInside(String text, int index) {
    int next = text.codePointAt(index);
    int before = text.codePointBefore(index);
    return extendsOther(next)
        || before == JOINER
        || (isFlagHalf(next) && isFlagHalf(before) && flagHalvesBefore(text, index) % 2 == 1);
  }

  /** Marks, variation selectors, joiners, skin tones, tags, and the later parts of a syllable. */
  private static boolean extendsOther(int character) {
    return LetterCase.isMark(character)
        || character == JOINER
        || isIn(character, 0x1F3FB, 0x1F3FF)
        || isIn(character, 0xE0020, 0xE007F)
        || isIn(character, 0x1160, 0x11FF)
        || isIn(character, 0xFF9E, 0xFF9F);
  }

  private static boolean isFlagHalf(int character) {
    return isIn(character, 0x1F1E6, 0x1F1FF);
  }

  private static int flagHalvesBefore(String text, int index) {
    int halves = 0;
    for (int i = index; i > 0 && isFlagHalf(text.codePointBefore(i)); i -= 2) {
      halves++;
    }
    return halves;
  }

  private static boolean isIn(int character, int first, int last) {
    return character >= first && character <= last;
  }
}
