package dev.oneway.mapping.jsonata;

/**
 * The code of an expression that has been parsed, its texts, names in quotes, comments and regular
 * expressions blanked out.
 */
final class Code {
  private final String text;
  private final StringBuilder code = new StringBuilder();
  private int at;

  private Code(String text) {
    this.text = text;
  }

  static String withoutLiterals(String expression) {
    return new Code(expression).blanked();
  }

  private String blanked() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        skipTo(c, true);
      } else if (c == '`') {
        skipTo(c, false);
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if (c == '/' && !afterOperand()) {
        skipPattern();
      } else {
        code.append(c);
        at++;
      }
    }
    return code.toString();
  }

  private void skipTo(char end, boolean escapes) {
    at++;
    while (at < text.length() && text.charAt(at) != end) {
      at += escapes && text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    code.append('"');
  }

  /** A slash between brackets doesn't end a regular expression. */
  private void skipPattern() {
    int depth = 0;
    at++;
    while (at < text.length() && (text.charAt(at) != '/' || depth > 0)) {
      char c = text.charAt(at);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      at += c == '\\' ? 2 : 1;
    }
    at++;
    code.append('"');
  }

  /** Whether a slash here divides, because something that has a value stands before it. */
  private boolean afterOperand() {
    String before = code.toString().stripTrailing();
    if (before.isEmpty()) {
      return false;
    }
    char last = before.charAt(before.length() - 1);
    return Character.isLetterOrDigit(last) || ")]}\"_$%".indexOf(last) >= 0;
  }
}
