package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** {@code type: boolean}: true, false, their texts in any case, 1 and 0. */
public final class BooleanType implements Stage {
  @Override
  public Object apply(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      return text.isBlank() ? null : ofText(text).orElseThrow(() -> refused(text));
    }
    if (value instanceof Number number) {
      return ofNumber(new BigDecimal(Numbers.exact(number).toString()))
          .orElseThrow(() -> refused(value));
    }
    throw refused(value);
  }

  private static Optional<Boolean> ofText(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> ofNumber(BigDecimal number) {
    if (number.signum() == 0) {
      return Optional.of(false);
    }
    return number.compareTo(BigDecimal.ONE) == 0 ? Optional.of(true) : Optional.empty();
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
