package dev.oneway.mapping.value;

import java.util.ArrayList;
import java.util.List;

/** Reads one template: text, {@code {path}}, {@code {path?}}, and doubled braces for braces. */
final class TemplateParser {
  private static final String LITERAL = "A brace that belongs to the text is doubled: {{ or }}.";

  private final String text;
  private final List<Template.Part> parts = new ArrayList<>();
  private final StringBuilder before = new StringBuilder();
  private int at;

  TemplateParser(String text) {
    this.text = text;
  }

  Template parse() throws SyntaxException {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '{' && c != '}') {
        before.append(c);
        at++;
      } else if (text.startsWith(String.valueOf(c).repeat(2), at)) {
        before.append(c);
        at += 2;
      } else if (c == '{') {
        part();
      } else {
        throw fault("has a closing brace without an opening one", LITERAL);
      }
    }
    if (parts.isEmpty()) {
      throw fault("takes nothing from the record", "Put a path in single braces, or use `value:`.");
    }
    return new Template(text, parts, before.toString());
  }

  private void part() throws SyntaxException {
    int end = closing();
    boolean needed = text.charAt(end - 1) != '?';
    String path = text.substring(at + 1, needed ? end : end - 1);
    if (path.isEmpty()) {
      throw fault("has empty braces", "Write a path between them. " + LITERAL);
    }
    parts.add(new Template.Part(before.toString(), Path.parse(path), needed));
    before.setLength(0);
    at = end + 1;
  }

  /** The closing brace of the one at this position; one between quotes belongs to a name. */
  private int closing() throws SyntaxException {
    boolean quoted = false;
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '}' && !quoted) {
        return i;
      }
    }
    throw fault("has a brace that isn't closed", "Close it behind the path. " + LITERAL);
  }

  private SyntaxException fault(String what, String remedy) {
    return new SyntaxException("The template `" + text + "` " + what + ".", remedy);
  }
}
