package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** application.properties as shipped is the one list of settings: whole, right and loadable. */
class SettingsDocTest {
  /** A value any secret may have. */
  private static final String BASE64 = "dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0";

  private static final String SHIPPED = Readme.fileText("application.properties");

  /** A setting in a text; names of files and packages have something before them. */
  /** {@code oneway.dev/} begins an annotation of a Kamelet. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w./-])oneway\\.(?!dev/)[a-zA-Z][\\w.-]*\\w");

  private static final Pattern NAMED =
      Pattern.compile("oneway\\.(datasource|auth|webhook)\\.[\\w-]+\\.");
  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");

  @TempDir private Path folder;
  private final Readme readme = Readme.read();

  /** The settings of the file with the commented lines switched on. */
  private static Map<String, String> allOf(String text) {
    return parsed(text.replaceAll("(?m)^#(?=[a-z][\\w.-]*=)", ""));
  }

  private static Map<String, String> parsed(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  /** The same setting of any database, any credentials and any webhook. */
  private static String general(String name) {
    return NAMED
        .matcher(name)
        .replaceFirst("oneway.$1.NAME.")
        .replaceFirst("^oneway\\.traces\\.header\\..+$", "oneway.traces.header.NAME")
        .replaceFirst("^oneway\\.drift\\.[^.]+$", "oneway.drift.NAME")
        .replaceFirst("^oneway\\.management\\.access\\.[^.]+\\.", "oneway.management.access.NAME.");
  }

  private static Set<String> shipped() {
    Set<String> names = new TreeSet<>();
    allOf(SHIPPED).keySet().forEach(name -> names.add(general(name)));
    for (String section : SHIPPED.split("(?m)^# --- ", -1)) {
      NAMED
          .matcher(section)
          .results()
          .map(match -> match.group(1))
          .distinct()
          .forEach(kind -> names.addAll(explained(section, kind)));
    }
    return names;
  }

  /** Settings a section's comment explains for all names: {@code .poolSize connections}. */
  private static Set<String> explained(String section, String kind) {
    return section
        .lines()
        .filter(line -> line.startsWith("# "))
        .flatMap(line -> Pattern.compile("(?<=[ ;,])\\.([a-zA-Z]+)").matcher(line).results())
        .map(match -> "oneway." + kind + ".NAME." + match.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void everySettingTheCodeReadsIsShipped() throws IOException {
    Set<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        readBy(Readme.fileText(file.toString()), read);
      }
    }
    NAME.matcher(Readme.fileText("routes/error-handling.camel.yaml"))
        .results()
        .forEach(match -> read.add(match.group()));
    assertThat(read)
        .contains("oneway.overlap", "oneway.redelivery.attempts", "oneway.datasource.NAME.poolSize")
        .isSubsetOf(shipped());
  }

  private static void readBy(String code, Set<String> read) {
    String withoutComments = code.replaceAll("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$", "");
    STRING
        .matcher(withoutComments)
        .results()
        .flatMap(string -> NAME.matcher(string.group()).results())
        .map(match -> general(match.group()))
        .filter(
            name ->
                !name.matches(
                    "oneway\\.(db|http|datasource|auth|inbox\\.kafka|door\\.tls|management\\.(tls|access)|webhook|drift|traces\\.header)(\\.NAME)?"))
        .forEach(read::add);
    Pattern.compile("PREFIX \\+ name \\+ \"\\.(\\w+)\"")
        .matcher(withoutComments)
        .results()
        .forEach(match -> read.add("oneway.datasource.NAME." + match.group(1)));
    Pattern.compile("need\\(\"(\\w+)\"\\)")
        .matcher(withoutComments)
        .results()
        .forEach(match -> read.add("oneway.auth.NAME." + match.group(1)));
  }

  @Test
  void everySettingOfTheReadmeIsShipped() {
    Set<String> named = new TreeSet<>();
    readme
        .codes()
        .flatMap(code -> NAME.matcher(code).results())
        .forEach(match -> named.add(match.group()));
    assertThat(named).contains("oneway.overlap", "oneway.state.url");
    named.removeIf(name -> name.equals("oneway.auth.NAME"));
    assertThat(named).isSubsetOf(shipped());
    assertThat(
            readme
                .codes()
                .filter(code -> code.startsWith("ONEWAY_"))
                .map(code -> code.toLowerCase(Locale.ROOT).replace('_', '.')))
        .isNotEmpty()
        .isSubsetOf(shipped());
  }

  @Test
  void everySettingOfTheReadmesExamplesIsOneThatIsReadOrOneItsRoutesAskFor() {
    String routes = String.join("\n", readme.files().values());
    assertThat(readme.blocks("properties"))
        .isNotEmpty()
        .allSatisfy(
            block ->
                assertThat(parsed(block))
                    .isNotEmpty()
                    .allSatisfy(
                        (name, value) -> {
                          assertThat(value).isNotBlank();
                          assertThat(
                                  shipped().contains(general(name))
                                      || routes.contains("{{" + name + "}}"))
                              .as(name)
                              .isTrue();
                        }));
  }

  @Test
  void asShippedNoFlowIsBrokenAndEachSaysWhatItNeeds() {
    assertThat(flows(Map.of()))
        .isNotEmpty()
        .allSatisfy(flow -> assertThat(flow.state()).isInstanceOf(FlowState.NotConfigured.class));
  }

  @Test
  void withTheCommentedLinesSwitchedOnItLoads() {
    Map<String, String> all = new HashMap<>(allOf(SHIPPED));
    all.values().removeIf(String::isBlank);
    assertThat(flows(all)).noneMatch(flow -> flow.state() instanceof FlowState.Broken);

    allOf(SHIPPED).keySet().stream()
        .filter(name -> all.getOrDefault(name, "{{").contains("{{"))
        .forEach(name -> all.put(name, name.endsWith("rl") ? "https://a.example.com" : BASE64));
    assertThat(flows(all)).isNotEmpty().allMatch(Flow::isReady);
  }

  /** What {@code flows} and {@code validate} see in the project's own folder. */
  private List<Flow> flows(Map<String, String> settings) {
    Map<String, String> overrides = new HashMap<>(settings);
    overrides.put("oneway.state.url", "jdbc:sqlite:" + folder.resolve("state.db"));
    try (Application application = Application.start(Entry.INSPECT, overrides)) {
      return application.loadFlows();
    }
  }
}
