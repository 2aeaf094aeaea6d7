package dev.oneway.mapping.value;

import java.util.Optional;

/**
 * {@code minLength} and {@code maxLength}: how many Unicode characters a text may have.
 *
 * @param least whether it is the smallest number, not the largest
 */
public record TextLength(long limit, boolean least) implements Constraint {
  private static final Optional<String> TEXT = Optional.of("a text");

  @Override
  public Optional<String> neededFor(Object value) {
    return value instanceof String ? Optional.empty() : TEXT;
  }

  @Override
  public boolean allows(Object value) {
    String text = (String) value;
    int length = text.codePointCount(0, text.length());
    return least ? length >= limit : length <= limit;
  }

  @Override
  public String demand() {
    String characters = limit == 1 ? " character" : " characters";
    return "have at " + (least ? "least " : "most ") + limit + characters;
  }
}
