package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.util.List;

/** {@code join:}: the texts of a list as one; null when there are none. */
public final class Join implements Stage {
  private final String separator;

  /**
   * @param separator put between them; may be empty
   */
  public Join(String separator) {
    this.separator = separator;
  }

  @Override
  public Object apply(Object value) {
    List<?> texts = (List<?>) value;
    if (texts.isEmpty()) {
      return null;
    }
    StringBuilder joined = new StringBuilder().append(texts.get(0));
    for (int i = 1; i < texts.size(); i++) {
      joined.append(separator).append(texts.get(i));
    }
    return joined.toString();
  }

  @Override
  public String says() {
    return "joined by " + Shown.of(separator);
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.TEXT);
  }
}
