package dev.oneway.mapping.value;

import java.util.ArrayList;
import java.util.List;

/** Reads one path: {@code name ( "[" digits "]" | "." name )*}, a name being bare or in quotes. */
final class PathParser {
  private static final String ALSO_IN_NAMES = "_-$@:#";
  private static final String REMEDY =
      "Write names with dots between them, an index as [0], a name with other characters in double"
          + " quotes; for a computation use `expr:`.";

  private final String text;
  private final List<Path.Step> steps = new ArrayList<>();
  private int at;

  PathParser(String text) {
    this.text = text;
  }

  Path parse() throws SyntaxException {
    name();
    while (at < text.length()) {
      switch (text.charAt(at++)) {
        case '.' -> name();
        case '[' -> index();
        default -> throw unexpected(at - 1);
      }
    }
    return new Path(text, steps);
  }

  /** A name as it stands in a path. */
  static String written(String name) {
    boolean bare = !name.isEmpty() && name.chars().allMatch(c -> isNamePart((char) c));
    return bare ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void name() throws SyntaxException {
    String name = at < text.length() && text.charAt(at) == '"' ? quoted() : bare();
    steps.add(new Path.Step(name, -1));
  }

  private String bare() throws SyntaxException {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw unexpected(at);
    }
    return text.substring(start, at);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || ALSO_IN_NAMES.indexOf(c) >= 0;
  }

  private String quoted() throws SyntaxException {
    StringBuilder name = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      name.append(text.charAt(at++));
    }
    if (at++ >= text.length()) {
      throw new SyntaxException(
          "The path `" + text + "` has a quote that isn't closed.",
          "Close it with a double quote.");
    }
    return name.toString();
  }

  private void index() throws SyntaxException {
    int end = text.indexOf(']', at);
    String digits = end < 0 ? "" : text.substring(at, end);
    if (!digits.matches("[0-9]{1,9}")) {
      throw new SyntaxException(
          "The path `" + text + "` has an index that is no whole number from 0 on.",
          "Write an index as [0]; for the last element or a search use `expr:`.");
    }
    steps.add(new Path.Step(null, Integer.parseInt(digits)));
    at = end + 1;
  }

  private SyntaxException unexpected(int position) {
    String found =
        position < text.length()
            ? "has `" + text.charAt(position) + "` where it can't be"
            : text.isEmpty() ? "is empty" : "ends too early";
    return new SyntaxException("The path `" + text + "` " + found + ".", REMEDY);
  }
}
