package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * {@code text:}: functions worked one after the other. They work on text; other values pass
 * untouched.
 */
public final class TextFunctions implements Stage {
  private final List<TextFunction> functions;

  public TextFunctions(List<TextFunction> functions) {
    this.functions = List.copyOf(functions);
  }

  @Override
  public Object apply(Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    String result = text;
    for (TextFunction function : functions) {
      result = function.work().apply(result);
    }
    return result;
  }

  @Override
  public String says() {
    return functions.stream().map(TextFunction::says).collect(Collectors.joining(", "));
  }

  @Override
  public Promise promised(Promise given) {
    OptionalInt longest = given.maxLength();
    for (TextFunction function : functions) {
      longest = function.longest().apply(longest);
    }
    return given.bounded(longest);
  }
}
