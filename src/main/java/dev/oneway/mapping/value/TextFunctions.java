package dev.oneway.mapping.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * {@code text:}: functions worked one after the other. They work on text; other values pass
 * untouched.
 */
public final class TextFunctions implements Stage {
  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Map<String, UnaryOperator<String>> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("trim", String::strip);
    BY_NAME.put("lower", text -> text.toLowerCase(Locale.ROOT));
    BY_NAME.put("upper", text -> text.toUpperCase(Locale.ROOT));
    BY_NAME.put("collapse", text -> BLANKS.matcher(text).replaceAll(" "));
  }

  private final List<String> names;
  private final List<UnaryOperator<String>> functions;

  /**
   * @param names each one of {@link #names()}
   */
  public TextFunctions(List<String> names) {
    this.names = List.copyOf(names);
    this.functions = names.stream().map(BY_NAME::get).toList();
  }

  /** The names of all functions. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  @Override
  public Object apply(Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    String result = text;
    for (UnaryOperator<String> function : functions) {
      result = function.apply(result);
    }
    return result;
  }

  @Override
  public String says() {
    return String.join(", ", names);
  }
}
