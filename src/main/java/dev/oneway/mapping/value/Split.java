package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.util.ArrayList;
import java.util.List;

/** {@code split:}: a text as the list of its parts between separators. */
public final class Split implements Stage {
  /** More are no list anybody wrote, and would cost a multiple of the text's memory. */
  static final int MOST_ELEMENTS = 100_000;

  private final String separator;

  /**
   * @param separator taken as it is; not empty
   */
  public Split(String separator) {
    this.separator = separator;
  }

  @Override
  public Object apply(Object value) {
    if (!(value instanceof String text)) {
      throw BadValue.type(value, "a text to be split");
    }
    List<Object> elements = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      if (elements.size() >= MOST_ELEMENTS) {
        throw BadValue.type(value, "a text of at most " + MOST_ELEMENTS + " elements");
      }
      elements.add(text.substring(start, end));
      start = end + separator.length();
    }
    elements.add(text.substring(start));
    return elements;
  }

  @Override
  public String says() {
    return "split at " + Shown.of(separator);
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.JSON);
  }
}
