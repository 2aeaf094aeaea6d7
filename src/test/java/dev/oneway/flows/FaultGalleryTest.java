package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oneway.app.Application;
import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong files: each is told with file, line, what and remedy, and the other flow runs. */
class FaultGalleryTest {
  private static final String ROUTE =
      """
      - route:
          id: bad
          from:
            uri: quartz:bad
            parameters: { cron: "0 0/5 * * * ?", stateful: true }
            steps:
              - to:
                  uri: "sql:SELECT * FROM people"
                  parameters: { dataSource: "#source", outputType: StreamList }
              - split:
                  expression: { ref: { expression: chunk100 } }
                  streaming: true
                  stopOnException: true
                  steps:
                    - to: mapping:thing
                    - to: dedup:ledger
                    - to: jdbc-upsert:people?dataSource=#target
      """;
  private static final String JAVA =
      """
      import org.apache.camel.builder.RouteBuilder;
      public class bad extends RouteBuilder {
        @Override
        public void configure() {
          from("timer:bad?period=60000").routeId("bad").to("log:x");
        }
      }
      """;
  private static final String MAPPING =
      """
      source: { system: S, object: things, owner: me }
      destination: { system: T, object: people }
      key: { id: id }
      fields: { name: name }
      """;

  /** One application for all wrong files: none may leave anything behind. */
  @TempDir private static Path gallery;

  private static Application application;

  @TempDir private Path folder;
  private Home home;

  @BeforeAll
  static void aGoodFlowRuns() {
    application = aGoodFlow(gallery).start(Entry.ONCE);
    assertThat(application.loadFlow("good").orElseThrow().isReady()).isTrue();
    application.takeOver();
  }

  @AfterAll
  static void close() {
    application.close();
  }

  @BeforeEach
  void aGoodFlowBesideTheBadOne() throws IOException {
    for (String file : List.of("routes/bad.camel.yaml", "routes/bad.java", "mappings/wrong.yaml")) {
      Files.deleteIfExists(gallery.resolve(file));
    }
    home = aGoodFlow(folder);
  }

  private static Home aGoodFlow(Path folder) {
    for (String file : List.of("source", "target")) {
      Sql.execute(
          "jdbc:sqlite:" + folder.resolve(file + ".db"),
          "CREATE TABLE IF NOT EXISTS people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    }
    return new Home(folder)
        .source("source", "jdbc:sqlite:" + folder.resolve("source.db"))
        .destination("target", "jdbc:sqlite:" + folder.resolve("target.db"))
        .write(
            "routes/good.camel.yaml",
            ROUTE.replace("bad", "good").replace("mapping:thing", "mapping:good"))
        .write("mappings/good.yaml", MAPPING.replace("object: people", "object: others"))
        .write("mappings/thing.yaml", MAPPING);
  }

  private static void hang(String file, byte[] bytes) {
    try {
      Files.write(gallery.resolve(file), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hang(String file, String text) {
    hang(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static Stream<Arguments> wrongRoutes() {
    return Stream.of(
        arguments("a tab", ROUTE.replace("    id: bad", "\tid: bad"), 2, "tab"),
        arguments("a key twice", ROUTE.replace("    id: bad", "    id: bad\n    id: bad"), 3, "id"),
        arguments("a bare text", "hello", 1, "route"),
        arguments("a map instead of a list", "route:\n  id: bad\n", 1, "route"),
        arguments("nothing but a comment", "# nothing\n", 0, "no route"),
        arguments("a quote that never ends", ROUTE.replace("\"0 0/5", "\"0 0/5\" \""), 5, "quot"),
        arguments("two routes of one id", ROUTE + ROUTE, 18, "`bad`"),
        arguments("another id", ROUTE.replace("id: bad", "id: other"), 1, "`other`"),
        arguments("no from", "- route:\n    id: bad\n", 1, "from"),
        arguments(
            "no steps", "- route:\n    id: bad\n    from:\n      uri: timer:bad\n", 0, "outputs"),
        arguments("an unknown step", ROUTE.replace("- split:", "- splitt:"), 10, "`split`"),
        arguments(
            "an unknown key of a step", ROUTE.replace("streaming:", "streming:"), 12, "streming"),
        arguments("an unknown component", ROUTE.replace("dedup:", "dedupe:"), 16, "`dedup`"),
        arguments("an unknown option", ROUTE.replace("stateful", "statefull"), 4, "`stateful`"),
        arguments(
            "an option's wrong value",
            ROUTE.replace("stateful: true", "stateful: yes please"),
            4,
            "stateful"),
        arguments(
            "an unknown option of ours",
            ROUTE.replace("dataSource=#target", "dataSource=#target&evolv=1"),
            17,
            "evolv"),
        arguments(
            "an option of mapping",
            ROUTE.replace("mapping:thing", "mapping:thing?strict=true"),
            15,
            "strict"),
        arguments(
            "a ledger's option",
            ROUTE.replace("dedup:ledger", "dedup:ledger?patience=5s"),
            16,
            "patience"),
        arguments(
            "an unknown Kamelet", ROUTE.replace("dedup:ledger", "kamelet:nobody"), 16, "nobody"),
        arguments("a bad cron", ROUTE.replace("0 0/5", "0 99"), 4, "99"),
        arguments(
            "a cron of five fields", ROUTE.replace("0 0/5 * * * ?", "*/5 * * * *"), 4, "cron"),
        arguments("a bad chunk", ROUTE.replace("chunk100", "chunk0"), 10, "`chunk0`"),
        arguments(
            "a chunk beyond reason", ROUTE.replace("chunk100", "chunk100000"), 10, "chunk100000"),
        arguments(
            "a source opened for writing", ROUTE.replace("#source", "#target"), 7, "access=read"),
        arguments("no dataSource", ROUTE.replace("?dataSource=#target", ""), 17, "dataSource"),
        arguments("a dataSource without #", ROUTE.replace("=#target", "=target"), 17, "target"),
        arguments(
            "an empty table",
            ROUTE.replace("jdbc-upsert:people", "jdbc-upsert:"),
            17,
            "jdbc-upsert"),
        arguments(
            "a URI with a space", ROUTE.replace("dedup:ledger", "dedup: ledger"), 16, "YAML"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongRoutes")
  void aWrongRouteIsToldAndTheOtherFlowRuns(String what, String text, int line, String word) {
    hang("routes/bad.camel.yaml", text);
    toldAndTheOtherRuns("routes/bad.camel.yaml", line, word);
  }

  static Stream<Arguments> wrongJava() {
    return Stream.of(
        arguments("a syntax error", JAVA.replace(".to(", ".to)("), 5, "expected"),
        arguments("no RouteBuilder", "public class bad {}\n", 0, "no route"),
        arguments("no route", JAVA.replace("from(", "// from("), 0, "no route"),
        arguments(
            "an exception",
            JAVA.replace(
                "from(", "if (true) throw new IllegalStateException(\"not today\"); from("),
            0,
            "not today"),
        arguments("an unknown component", JAVA.replace("log:x", "logg:x"), 0, "`logg`"),
        arguments("nothing", "\n", 0, "no route"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongJava")
  void aWrongJavaRouteIsToldAndTheOtherFlowRuns(String what, String text, int line, String word) {
    hang("routes/bad.java", text);
    toldAndTheOtherRuns("routes/bad.java", line, word);
  }

  static Stream<Arguments> wrongMappings() {
    return Stream.of(
        arguments("no YAML", "fields: [", 1, "YAML"),
        arguments("a tab", "key:\n\t- id\n", 2, "YAML"),
        arguments("nothing", "", 0, "empty"),
        arguments("a list", "- a\n", 1, "table of names"),
        arguments("a misspelt section", MAPPING.replace("fields:", "feilds:"), 4, "`fields`"),
        arguments("a key twice", MAPPING + "key: { id: id }\n", 5, "key"),
        arguments("no key", MAPPING.replace("key: { id: id }\n", ""), 0, "key"),
        arguments("two documents", MAPPING + "---\n" + MAPPING, 5, "document"),
        arguments(
            "a wrong type",
            MAPPING.replace("name: name", "name: { from: name, type: strng }"),
            4,
            "strng"),
        arguments(
            "a broken expression",
            MAPPING.replace("name: name", "name: { expr: '$uppercase(' }"),
            4,
            "expr"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongMappings")
  void aWrongMappingIsToldAndTheOtherFlowRuns(String what, String text, int line, String word) {
    hang("mappings/wrong.yaml", text);
    hang("routes/bad.camel.yaml", ROUTE.replace("mapping:thing", "mapping:wrong"));
    toldAndTheOtherRuns("mappings/wrong.yaml", line, word);
  }

  static Stream<Arguments> wrongBytes() {
    return Stream.of(
        arguments("UTF-16", StandardCharsets.UTF_16),
        arguments("Latin-1", StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongBytes")
  void aFileInAnotherEncodingIsTold(String what, Charset charset) {
    hang("mappings/wrong.yaml", MAPPING.replace("me", "Zoë").getBytes(charset));
    hang("routes/bad.camel.yaml", ROUTE.replace("mapping:thing", "mapping:wrong"));
    toldAndTheOtherRuns("mappings/wrong.yaml", 1, "UTF-8");

    hang("routes/bad.camel.yaml", ("# Zoë\n" + ROUTE).getBytes(charset));
    toldAndTheOtherRuns("routes/bad.camel.yaml", 0, "UTF-8");
  }

  @Test
  void aFileThatBeginsWithAByteOrderMarkIsRead() {
    home.write("routes/bad.camel.yaml", "\uFEFF" + ROUTE)
        .write("mappings/thing.yaml", "\uFEFF" + MAPPING);
    assertThat(home.flows()).allMatch(Flow::isReady);
  }

  @Test
  void aFileOfWindowsIsRead() {
    home.write("routes/bad.camel.yaml", ROUTE.replace("\n", "\r\n"))
        .write("mappings/thing.yaml", MAPPING.replace("\n", "\r\n"));
    assertThat(home.flows()).allMatch(Flow::isReady);
  }

  @Test
  void aMappingThatIsNotThereIsToldWithTheNearest() {
    hang("routes/bad.camel.yaml", ROUTE.replace("mapping:thing", "mapping:thin"));
    toldAndTheOtherRuns("mappings/thin.yaml", 0, "Did you mean `thing`?");
  }

  @Test
  void aFolderInsteadOfAMappingIsTold() throws IOException {
    Files.createDirectories(gallery.resolve("mappings/wrong.yaml"));
    hang("routes/bad.camel.yaml", ROUTE.replace("mapping:thing", "mapping:wrong"));
    toldAndTheOtherRuns("mappings/wrong.yaml", 0, "no mapping file");
  }

  @Test
  void aFolderInsteadOfARouteAndForeignFilesAreNoFlows() throws IOException {
    Files.createDirectories(home.file("routes/folder.camel.yaml"));
    home.write("routes/notes.txt", "x").write("routes/.hidden.swp", "x");
    assertThat(home.flows()).extracting(Flow::name).containsExactly("good");
  }

  @Test
  void aHugeMappingIsReadOrToldInTime() {
    StringBuilder fields = new StringBuilder("fields:\n");
    for (int i = 0; i < 5000; i++) {
      fields.append("  f").append(i).append(": { from: a.b.c").append(i).append(" }\n");
    }
    home.write(
            "mappings/wrong.yaml", MAPPING.replace("fields: { name: name }\n", fields.toString()))
        .write("routes/bad.camel.yaml", ROUTE.replace("mapping:thing", "mapping:wrong"));
    List<Flow> flows = home.flows();
    assertThat(flows).filteredOn(Flow::isReady).extracting(Flow::name).containsExactly("good");
    assertThat(flows.get(0).state())
        .isInstanceOfSatisfying(
            FlowState.Broken.class, bad -> assertThat(bad.faults()).hasSize(5000));
  }

  static Stream<Arguments> mappingsBesideTheTable() {
    return Stream.of(
        arguments("a name", MAPPING.replace("{ name:", "{ nmae:"), 4, "Did you mean `name`?"),
        arguments("the key", MAPPING.replace("key: { id:", "key: { idd:"), 3, "`idd` isn't"),
        arguments("no unique key", MAPPING.replace("key: { id:", "key: { age:"), 3, "unique index"),
        arguments(
            "the type of a row id",
            MAPPING.replace("{ id: id }", "{ id: { from: id, type: date } }"),
            3,
            "never hold a date"),
        arguments(
            "a child's table",
            MAPPING
                + """
                children:
                  poeple:
                    each: friends
                    parent: { of: id }
                    key: { no: no }
                """,
            8,
            "Did you mean `people`?"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mappingsBesideTheTable")
  void aMappingThatDoesNotFitItsTableIsToldAndTheOtherFlowRuns(
      String what, String text, int line, String word) {
    hang("mappings/wrong.yaml", text);
    hang("routes/bad.camel.yaml", ROUTE.replace("mapping:thing", "mapping:wrong"));
    toldAndTheOtherRuns("mappings/wrong.yaml", line, word);
  }

  @Test
  void aTableThatIsNotThereIsToldWithTheRoutesLine() {
    hang("routes/bad.camel.yaml", ROUTE.replace("jdbc-upsert:people", "jdbc-upsert:poeple"));
    toldAndTheOtherRuns("routes/bad.camel.yaml", 17, "Did you mean `people`?");
  }

  @Test
  void namesWithSpacesAndUmlautsAreNames() {
    home.write("routes/grüße an alle.camel.yaml", ROUTE.replace("id: bad", "id: grüße an alle"));
    List<Flow> flows = home.flows();
    assertThat(flows).extracting(Flow::name).contains("grüße an alle");
    assertThat(flows).allSatisfy(flow -> assertThat(flow.isReady()).as(flow.toString()).isTrue());
    assertThat(home.runOnce("grüße an alle").state()).isEqualTo(RunState.DONE);
  }

  @Test
  void anEmptyRoutesFolderHasNoFlows() throws IOException {
    Files.delete(home.file("routes/good.camel.yaml"));
    assertThat(home.flows()).isEmpty();
  }

  @Test
  void aMissingRoutesFolderIsTold() {
    home.set("oneway.routes", folder.resolve("nowhere").toString());
    assertThatThrownBy(home::flows)
        .isInstanceOf(FaultsException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("oneway.routes");
  }

  @Test
  void brokenErrorHandlingStopsAllFlowsAndIsTold() {
    home.write("routes/error-handling.camel.yaml", "- routeConfiguration:\n    onExcepton: []\n");
    assertThatThrownBy(home::flows)
        .isInstanceOf(FaultsException.class)
        .hasMessageContaining("error-handling.camel.yaml:2")
        .hasMessageContaining("onExcepton");
  }

  private static void toldAndTheOtherRuns(String file, int line, String word) {
    Flow bad = application.loadFlow("bad").orElseThrow();
    assertThat(bad.state()).isInstanceOf(FlowState.Broken.class);
    List<Fault> faults = ((FlowState.Broken) bad.state()).faults();
    assertThat(faults)
        .isNotEmpty()
        .allSatisfy(
            fault -> {
              assertThat(fault.file()).endsWith(file);
              assertThat(fault.what()).isNotBlank().doesNotContain("Exception", "null");
              assertThat(fault.remedy()).isNotBlank();
            });
    assertThat(faults.toString()).containsIgnoringCase(word);
    if (line > 0) {
      assertThat(faults).extracting(Fault::line).contains(line);
    }
    assertThat(application.call("good", RunKind.ONCE, null).state()).isEqualTo(RunState.DONE);
  }
}
