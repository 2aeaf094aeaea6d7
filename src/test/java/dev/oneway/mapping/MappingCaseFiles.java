package dev.oneway.mapping;

import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.model.MappingLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The corpus: tests of the mapping language as data, one YAML file per topic, each a list of cases.
 *
 * <p>A case has a {@code name} and one of {@code field} (how the one field {@code f} is described),
 * {@code mapping} (what follows a head of three lines, so that its first line is the file's fourth)
 * and {@code file} (a whole file); {@code beside} has the texts of other files by their names.
 *
 * <p>With {@code given}, a record in JSON to which an {@code id} of 1 is added, it has one of
 * {@code gives} (JSON of {@code f}, or of the whole record with the rows of its children under
 * their names; {@code (nothing)} when {@code f} is absent), {@code rejected} (a table of {@code
 * category}, {@code reason} and, when it matters, {@code field}), {@code filtered: true} and {@code
 * deactivated} (JSON of the record) or {@code gone} (what is done, and JSON of the record). A
 * delivered record may say its {@code identity}, its {@code version}, and {@code on}, when {@code
 * f} is written. Without {@code given} it has {@code faults}, all of them as {@code line:column:
 * text} (those of another file with its name in front), or {@code needs}, the settings without a
 * value. {@code (words of field)} stands for all words of that table, so that a new word changes no
 * case.
 *
 * <p>A file with faults must be refused by the published schema too, any other must keep to it;
 * {@code schema: keeps} or {@code schema: refuses} says where it is the other way round.
 */
final class MappingCaseFiles {
  private static final Path FOLDER = Path.of("src/test/resources/mapping/cases");
  private static final String HEAD =
      """
      source: { system: Shop, object: order }
      destination: { system: BI, object: orders }
      key: { id: id }
      """;

  private static final List<String> TEXTS = List.of("field", "mapping", "file");
  private static final List<String> FATES =
      List.of("gives", "rejected", "filtered", "deactivated", "gone", "faults", "needs");
  private static final List<String> SHOWN = List.of("identity", "version", "on");
  private static final Set<String> WORDS =
      Stream.of(TEXTS, FATES, SHOWN, List.of("name", "beside", "given", "schema"))
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  private MappingCaseFiles() {}

  /** All cases of all files. */
  static List<MappingCase> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().flatMap(file -> read(file).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<MappingCase> read(Path file) {
    String topic = file.getFileName().toString().replace(".yaml", "");
    try {
      List<?> cases =
          (List<?>)
              new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
                  .loadFromString(Files.readString(file));
      return cases.stream().map(each -> read(topic, (Map<?, ?>) each)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MappingCase read(String topic, Map<?, ?> written) {
    String place = topic + ": " + written.get("name");
    if (!WORDS.containsAll(written.keySet())) {
      throw new IllegalArgumentException("a word nobody knows in the case " + place);
    }
    String fate = only(FATES, written, place);
    boolean faulty = fate.equals("faults");
    return new MappingCase(
        place,
        mapping(written, place),
        beside(written),
        written.containsKey("field"),
        Optional.ofNullable((String) written.get("given")),
        shows(written),
        expected(fate, written),
        faulty || fate.equals("rejected"),
        Optional.ofNullable(written.get("schema")).map("keeps"::equals).orElse(!faulty));
  }

  private static String only(List<String> words, Map<?, ?> written, String place) {
    List<String> found = words.stream().filter(written::containsKey).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException("not one of " + words + " in the case " + place);
    }
    return found.get(0);
  }

  private static String mapping(Map<?, ?> written, String place) {
    String word = only(TEXTS, written, place);
    String text = (String) written.get(word);
    return switch (word) {
      case "field" -> HEAD + "fields:\n  f: " + text + "\n";
      case "mapping" -> HEAD + text;
      default -> text;
    };
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> beside(Map<?, ?> written) {
    return written.containsKey("beside") ? (Map<String, String>) written.get("beside") : Map.of();
  }

  private static List<String> shows(Map<?, ?> written) {
    List<String> shows = new ArrayList<>(SHOWN.stream().filter(written::containsKey).toList());
    if (written.get("rejected") instanceof Map<?, ?> rejected && rejected.containsKey("field")) {
      shows.add("field");
    }
    return shows;
  }

  private static String expected(String fate, Map<?, ?> written) {
    Object value = written.get(fate);
    return switch (fate) {
      case "faults" ->
          ((List<?>) value)
              .stream().map(fault -> withWords((String) fault)).collect(Collectors.joining("\n"));
      case "rejected" -> rejected((Map<?, ?>) value);
      case "filtered" -> "filtered";
      case "needs" -> "needs " + value;
      default -> (fate.equals("deactivated") ? "deactivated " : "") + value + shown(written);
    };
  }

  private static String withWords(String fault) {
    String text = fault;
    for (Vocabulary vocabulary : MappingLanguage.VOCABULARIES) {
      String words = "`" + String.join("`, `", vocabulary.names()) + "`";
      text = text.replace("(words of " + vocabulary.name() + ")", words);
    }
    return text;
  }

  private static String rejected(Map<?, ?> rejected) {
    String field = rejected.containsKey("field") ? " in " + rejected.get("field") : "";
    return "rejected as " + rejected.get("category") + field + ": " + rejected.get("reason");
  }

  private static String shown(Map<?, ?> written) {
    return SHOWN.stream()
        .filter(written::containsKey)
        .map(word -> "\n" + word + " " + shown(word, written.get(word)))
        .collect(Collectors.joining());
  }

  private static String shown(String word, Object value) {
    return word.equals("on") ? value.toString().toUpperCase(Locale.ROOT) : value.toString();
  }
}
