package dev.oneway.draft;

import dev.oneway.record.RecordJson;
import java.util.regex.Pattern;

/** Texts as YAML has them: bare where nobody can take them for something else, else in quotes. */
final class YamlText {
  private static final Pattern BARE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");
  private static final Pattern WORD = Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n");

  /** May stand bare as the whole of a value in its own line, as addresses and queries do. */
  private static final Pattern LINE = Pattern.compile("[\\p{L}_][^\"'\\\\]*");

  private YamlText() {}

  static String of(String text) {
    return BARE.matcher(text).matches() && !WORD.matcher(text).matches() ? text : quoted(text);
  }

  /** For a value that ends with its line. */
  static String line(String text) {
    boolean bare =
        LINE.matcher(text).matches()
            && !text.contains(": ")
            && !text.contains(" #")
            && !text.endsWith(":")
            && text.strip().equals(text);
    return bare ? text : quoted(text);
  }

  /** A JSON text is one of YAML. */
  static String quoted(String text) {
    return RecordJson.write(text);
  }
}
