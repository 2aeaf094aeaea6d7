package dev.oneway.docs;

import dev.oneway.mapping.language.Example;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.model.MappingLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page docs/mapping.md: prose by hand, and between marks the tables made of the language.
 * Running it writes these tables anew.
 */
final class MappingReference {
  static final Path PAGE = Path.of("docs/mapping.md");

  private static final Pattern MADE =
      Pattern.compile("(?s)(<!-- (words|examples): (\\w+) -->\n).*?(<!-- end -->)");
  private static final Pattern EXAMPLE_ROW =
      Pattern.compile("(?m)^\\| (`.*`) \\| (`.*`) \\| (`.*`) \\|$");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

  private final String text;

  private MappingReference(String text) {
    this.text = text;
  }

  static MappingReference read() throws IOException {
    return new MappingReference(Files.readString(PAGE));
  }

  public static void main(String... args) throws IOException {
    Files.writeString(PAGE, read().madeAnew());
  }

  String text() {
    return text;
  }

  /** The page with its tables as the language is now. */
  String madeAnew() {
    return MADE.matcher(text)
        .replaceAll(
            match -> {
              Vocabulary vocabulary = vocabulary(match.group(3));
              String table =
                  match.group(2).equals("words") ? words(vocabulary) : examples(vocabulary);
              return Matcher.quoteReplacement(match.group(1) + table + match.group(4));
            });
  }

  private static Vocabulary vocabulary(String name) {
    return MappingLanguage.VOCABULARIES.stream()
        .filter(vocabulary -> vocabulary.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the language has no table `" + name + "`"));
  }

  private static String words(Vocabulary vocabulary) {
    StringBuilder table = new StringBuilder("| word | what it says |\n|---|---|\n");
    for (Word word : vocabulary.words()) {
      table
          .append("| `")
          .append(word.name())
          .append(word.needed() ? "` (needed)" : "`")
          .append(" | ")
          .append(word.says().replace("|", "\\|"))
          .append(word.byDefault().map(value -> ". Left out: " + value).orElse(""))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String examples(Vocabulary vocabulary) {
    StringBuilder table = new StringBuilder("| field | given | gives |\n|---|---|---|\n");
    vocabulary.words().stream()
        .flatMap(word -> word.examples().stream())
        .distinct()
        .forEach(
            example ->
                table
                    .append("| ")
                    .append(code(example.field()))
                    .append(" | ")
                    .append(code(example.given()))
                    .append(" | ")
                    .append(code(example.gives()))
                    .append(" |\n"));
    return table.toString();
  }

  private static String code(String text) {
    String safe = text.replace("|", "\\|");
    return safe.contains("`") ? "``" + safe + "``" : "`" + safe + "`";
  }

  /** The rows of the tables that show what a field makes of a record. */
  Stream<Example> examples() {
    return EXAMPLE_ROW
        .matcher(text)
        .results()
        .map(row -> new Example(plain(row.group(1)), plain(row.group(2)), plain(row.group(3))));
  }

  private static String plain(String code) {
    return code.replaceFirst("^`+", "").replaceFirst("`+$", "").replace("\\|", "|");
  }

  /** The blocks of YAML. */
  List<String> blocks() {
    return BLOCK.matcher(text).results().map(block -> block.group(1)).toList();
  }

  /** The words every vocabulary has. */
  static Stream<String> vocabularies() {
    return MappingLanguage.VOCABULARIES.stream().map(Vocabulary::name);
  }
}
