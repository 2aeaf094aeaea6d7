package dev.oneway.mapping.jsonata;

import java.util.ArrayList;
import java.util.List;

/**
 * The code of an expression that has been parsed, without its comments; a text or regular
 * expression is blanked out to {@code "}, a name in quotes to {@code `}.
 */
final class Code {
  private final String text;
  private final StringBuilder code = new StringBuilder();
  private final List<String> literals = new ArrayList<>();
  private int at;

  private Code(String text) {
    this.text = text;
  }

  static Code of(String expression) {
    Code code = new Code(expression);
    code.blank();
    return code;
  }

  static String withoutLiterals(String expression) {
    return of(expression).blanked();
  }

  String blanked() {
    return code.toString();
  }

  /** What stands between the quotes that are blanked out, in their order. */
  List<String> literals() {
    return literals;
  }

  private void blank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        skipTo(c, true);
      } else if (c == '`') {
        skipTo(c, false);
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
        code.append(' ');
      } else if (c == '/' && !afterOperand()) {
        skipPattern();
      } else {
        code.append(c);
        at++;
      }
    }
  }

  private void skipTo(char end, boolean escapes) {
    int start = ++at;
    while (at < text.length() && text.charAt(at) != end) {
      at += escapes && text.charAt(at) == '\\' ? 2 : 1;
    }
    literals.add(text.substring(start, Math.min(at, text.length())));
    at++;
    code.append(escapes ? '"' : '`');
  }

  /** A slash between brackets doesn't end a regular expression; its flags belong to it. */
  private void skipPattern() {
    int depth = 0;
    int start = ++at;
    while (at < text.length() && (text.charAt(at) != '/' || depth > 0)) {
      char c = text.charAt(at);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      at += c == '\\' ? 2 : 1;
    }
    literals.add(text.substring(start, Math.min(at, text.length())));
    at++;
    while (at < text.length() && "im".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    code.append('"');
  }

  /** Whether a slash here divides, because something that has a value stands before it. */
  private boolean afterOperand() {
    String before = code.toString().stripTrailing();
    if (before.isEmpty()) {
      return false;
    }
    char last = before.charAt(before.length() - 1);
    return Character.isLetterOrDigit(last) || ")]}\"`_$%".indexOf(last) >= 0;
  }
}
