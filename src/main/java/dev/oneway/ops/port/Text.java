package dev.oneway.ops.port;

import java.util.Collection;
import java.util.Map;

/** Whether what was sent is text, all of it: databases take no NUL, and no half of a character. */
final class Text {
  private static final int DEEPEST = 1000;

  private Text() {}

  /**
   * @param json maps, lists, texts, numbers
   * @throws RefusedCallException when a text in it isn't one
   */
  static void require(Object json) {
    require(json, 0);
  }

  private static void require(Object json, int depth) {
    if ((json instanceof String text && !isText(text)) || depth > DEEPEST) {
      throw RefusedCallException.wrong("What was sent isn't text.");
    } else if (json instanceof Map<?, ?> map) {
      require(map.keySet(), depth);
      require(map.values(), depth);
    } else if (json instanceof Collection<?> list) {
      list.forEach(item -> require(item, depth + 1));
    }
  }

  private static boolean isText(String text) {
    return text.codePoints().noneMatch(Text::isNoCharacter);
  }

  /** Half of a pair stands alone only where the other is missing. */
  private static boolean isNoCharacter(int point) {
    boolean isHalf = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return point == 0 || isHalf;
  }
}
