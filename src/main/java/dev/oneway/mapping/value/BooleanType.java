package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.util.Locale;
import java.util.Optional;

/** {@code type: boolean}: true, false, their texts in any case, 1 and 0. */
public final class BooleanType implements Stage {
  private static final int LONGEST = "false".length();

  @Override
  public Object apply(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      return text.isBlank() ? null : ofText(text).orElseThrow(() -> refused(text));
    }
    if (value instanceof Number number) {
      return ofNumber((Number) Numbers.exact(number)).orElseThrow(() -> refused(value));
    }
    throw refused(value);
  }

  private static Optional<Boolean> ofText(String text) {
    String stripped = text.strip();
    if (stripped.length() > LONGEST) {
      return Optional.empty();
    }
    return switch (stripped.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> ofNumber(Number number) {
    if (Numbers.compare(number, 0L) == 0) {
      return Optional.of(false);
    }
    return Numbers.compare(number, 1L) == 0 ? Optional.of(true) : Optional.empty();
  }

  private static BadValue refused(Object value) {
    return BadValue.type(value, "true or false");
  }

  @Override
  public String says() {
    return "as boolean";
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.BOOLEAN);
  }
}
