package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.record.RecordJson;
import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import dev.oneway.testing.OnewayProcess.Result;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the packaged jar, as a person and a program meet it. */
class CommandLineIT {
  private static final String FLOW = "people-to-doors";
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String ROUTE =
      """
      - route:
          id: people-to-doors
          from:
            uri: quartz:people-to-doors
            parameters: { cron: "0/1 * * * * ?", stateful: true }
            steps:
              - to:
                  uri: "sql:SELECT * FROM people WHERE updated_at >= :#${exchangeProperty.since}"
                  parameters: { dataSource: "#people", outputType: StreamList }
              - split:
                  expression: { ref: { expression: chunk100 } }
                  streaming: true
                  stopOnException: true
                  steps:
                    - to: mapping:person
                    - to: dedup:ledger
                    - to: jdbc-upsert:people?dataSource=#doors
      """;

  private static final String PERSON =
      """
      source: { system: HR, object: people, owner: hr }
      destination: { system: Doors, object: people }
      key: { id: id }
      changedAt: updated_at
      fields: { name: name }
      """;

  private static final String EXAMPLE =
      """
      examples:
        - name: a name
          given: { id: 1, name: Ann, updated_at: 2026-01-01T00:00:00Z }
          expect: { name: Ann }
      """;

  @TempDir private Path folder;
  private String people;
  private String doors;
  private Home home;

  @BeforeEach
  void aFlowBetweenTwoSqliteFiles() {
    people = "jdbc:sqlite:" + folder.resolve("people.db");
    doors = "jdbc:sqlite:" + folder.resolve("doors.db");
    Sql.execute(
        people,
        """
        CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, updated_at TEXT);
        INSERT INTO people VALUES (1, 'Ann', '2026-01-01T00:00:00Z'), (2, NULL,
          '2026-01-02T00:00:00Z'), (3, 'Bob', '2026-01-03T00:00:00Z');
        """);
    Sql.execute(doors, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
    home =
        new Home(folder)
            .source("people", people)
            .destination("doors", doors)
            .write("routes/people-to-doors.camel.yaml", ROUTE)
            .write("mappings/person.yaml", PERSON)
            .writeSettings();
  }

  private Result oneway(String... arguments) {
    return OnewayProcess.run(folder, Map.of(), arguments);
  }

  @Test
  void aRefusedRecordExitsWith1AndIsDeliveredOnceItIsMended() {
    Result run = oneway("run", FLOW, "--once");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).contains("done: read 3, created 2, rejected 1", "dead-letters --flow");

    Result letters = oneway("dead-letters");
    assertThat(letters.exitCode()).isEqualTo(1);
    assertThat(letters.out()).contains(FLOW, "2", "name", "NOT NULL");
    Map<String, Object> letter = firstOf(oneway("dead-letters", "--json"));
    assertThat(letter).containsEntry("key", "2").containsEntry("flow", FLOW);

    assertThat(oneway("dead-letters", "replay", "--all").exitCode()).isEqualTo(1);

    Sql.execute(
        people, "UPDATE people SET name = 'Eve', updated_at = '2026-01-04T00:00:00Z' WHERE id = 2");
    assertThat(oneway("run", FLOW, "--once").exitCode()).isZero();
    assertThat(Sql.rows(doors, "SELECT * FROM people ORDER BY id"))
        .containsExactly("1|Ann", "2|Eve", "3|Bob");
    Result none = oneway("dead-letters");
    assertThat(none.exitCode()).isZero();
    assertThat(none.out()).contains("Nothing waits.");
  }

  @Test
  void aDiscardedLetterWaitsNoMore() {
    oneway("run", FLOW, "--once");
    String id = firstOf(oneway("dead-letters", "--json")).get("id").toString().substring(0, 8);
    assertThat(oneway("dead-letters", "show", id).out()).contains("\"source\":{\"id\":2");
    assertThat(oneway("dead-letters", "discard", id).out()).contains("1 discarded");
    assertThat(oneway("dead-letters").exitCode()).isZero();
  }

  @Test
  void aPausedFlowIsntRunAndIsShownUntilItIsResumed() {
    assertThat(oneway("pause", FLOW, "--by", "ann").out())
        .isEqualTo(FLOW + " is paused. Resume it: oneway resume " + FLOW + "\n");
    assertThat(oneway("pause", FLOW).out()).contains("was paused before");
    assertThat(oneway("flows").out()).contains(FLOW + "  paused");
    Result run = oneway("run", FLOW, "--once");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).contains("by ann. Resume it: oneway resume " + FLOW);

    assertThat(oneway("resume", FLOW, "--json").out())
        .contains("\"flow\":\"" + FLOW + "\"", "\"paused\":false");
    assertThat(oneway("run", FLOW, "--once").exitCode()).isEqualTo(1);
    Result unknown = oneway("pause", "people-to-door");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("Did you mean `" + FLOW + "`?");
  }

  @Test
  void aFailedRunExitsWith3AndSaysWhy() {
    Sql.execute(people, "DROP TABLE people");
    Result run = oneway("run", FLOW, "--once");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
    assertThat(run.out()).contains("failed").contains("people");
    assertThat(oneway("runs").out()).contains("failed");
  }

  @Test
  void aDestinationWithoutItsTableExitsWith2BeforeAnythingRuns() {
    Sql.execute(doors, "DROP TABLE people");
    Result run = oneway("run", FLOW, "--once");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).contains("people-to-doors.camel.yaml:17: there is no table `people`");
    assertThat(oneway("runs").out()).doesNotContain(FLOW);
  }

  @Test
  void wrongUseExitsWith2AndNamesTheNearest() {
    Result run = oneway("run", "people-to-dors", "--once");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("`people-to-dors`", "Did you mean `people-to-doors`?");
    assertThat(oneway("run", "--once").exitCode()).isEqualTo(2);
    assertThat(oneway("nonsense").exitCode()).isEqualTo(2);
    assertThat(oneway("dead-letters", "replay").exitCode()).isEqualTo(2);
  }

  @Test
  void aBrokenFileIsToldAndTheOthersRun() {
    home.write(
            "routes/broken.camel.yaml", "- route:\n    id: broken\n    from:\n      uri: quart:x\n")
        .write(
            "routes/waiting.camel.yaml",
            """
            - route:
                id: waiting
                from:
                  uri: timer:waiting
                  steps:
                    - to: log:{{some.setting}}
            """);
    Result validate = oneway("validate");
    assertThat(validate.exitCode()).isEqualTo(2);
    assertThat(validate.out())
        .contains(
            "routes/broken.camel.yaml:",
            "3 flows: 2 right, 1 broken",
            "1 mapping: 1 right, 0 broken")
        .contains("Note: ", "mappings/person.yaml:5:11: `name` of people: NOT NULL");
    assertThat(oneway("flows").out())
        .containsPattern("broken +broken")
        .containsPattern("waiting +not configured")
        .contains("some.setting")
        .containsPattern(FLOW + " +ready +every second");
    assertThat(oneway("run", FLOW, "--once").out()).contains("created 2");
  }

  @Test
  void anExampleThatFailsIsAWrongFile() {
    home.write(
        "mappings/person.yaml",
        PERSON + EXAMPLE.replace("expect: { name: Ann }", "expect: { name: Bob }"));
    Result test = oneway("test");
    assertThat(test.exitCode()).as(test.toString()).isEqualTo(2);
    assertThat(test.out())
        .contains(
            "person: 1 of 1 example fail",
            "mappings/person.yaml:7:5  a name",
            "    name  expected \"Bob\"\n          got      \"Ann\"\n",
            "1 mapping, 1 example: 0 ok, 1 failing");
    assertThat(folder.resolve("data")).doesNotExist();

    Result validate = oneway("validate");
    assertThat(validate.exitCode()).isEqualTo(2);
    assertThat(validate.out())
        .containsOnlyOnce(
            "mappings/person.yaml:7:5: The example `a name` fails: name: expected \"Bob\", got"
                + " \"Ann\".")
        .contains("1 flow: 0 right, 1 broken", "1 mapping: 0 right, 1 broken");
    assertThat(oneway("run", FLOW, "--once").exitCode()).isEqualTo(2);

    home.write("mappings/person.yaml", PERSON + EXAMPLE);
    assertThat(oneway("test", "person").out()).contains("person: 1 example ok");
    assertThat(oneway("test", "persn").err() + oneway("test", "persn").out())
        .contains("Did you mean `person`?");
    assertThat(firstOf(oneway("test", "--json"))).containsEntry("mapping", "person");
  }

  @Test
  void aMappingNoFlowUsesIsLookedAtToo() {
    home.write("mappings/other.yaml", PERSON.replace("name: name", "name: { from: }"));
    Result validate = oneway("validate");
    assertThat(validate.exitCode()).isEqualTo(2);
    assertThat(validate.out())
        .contains("mappings/other.yaml:5:", "1 flow: 1 right", "2 mappings: 1 right, 1 broken");
    assertThat(oneway("test").out()).contains("other: 1 fault", "person: no examples");
    assertThat(oneway("run", FLOW, "--once").out()).contains("created 2");
  }

  @Test
  void mapPrintsWhatWouldBeDelivered() {
    Result map =
        piped(
            "{\"id\":1,\"name\":\"Zo\u00eb\",\"updated_at\":1}\n{\"name\":\"x\"}", "map", "person");
    assertThat(map.out()).isEmpty();
    assertThat(map.err()).contains("record 1, key 1, rejected: type: `updated_at` is 1");
    String good = "{\"id\":1,\"name\":\"Zo\u00eb\",\"updated_at\":\"2026-01-01T00:00:00Z\"}";
    Result fine = piped("[" + good + "]", "map", "person");
    assertThat(fine.exitCode()).as(fine.toString()).isZero();
    assertThat(fine.out()).isEqualTo("{\"id\":1,\"name\":\"Zo\u00eb\"}\n");
    assertThat(fine.err()).isEqualTo("1 record: 1 mapped, 0 filtered, 0 rejected\n");
    Result explained = piped(good, "map", "person", "--explain");
    assertThat(explained.out()).contains("record 1: mapped, key 1").doesNotContain("\u001b");
    Result cut = piped("[" + good, "map", "person");
    assertThat(cut.exitCode()).isEqualTo(2);
    assertThat(cut.out()).contains("Zo\u00eb");
    assertThat(cut.err()).contains("standard input:1:");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private Result piped(String input, String... arguments) {
    home.write("input.json", input);
    return OnewayProcess.runWith(folder.resolve("input.json"), folder, arguments);
  }

  @Test
  void docsWritesADocumentOfEachFlowWhateverItsSettings() throws IOException {
    home.write(
            "routes/waiting.camel.yaml",
            """
            - route:
                id: waiting
                from:
                  uri: timer:waiting
                  steps: [ { to: "mapping:person" }, { to: "log:{{some.setting}}" } ]
            """)
        .write("application.properties", "");
    Result docs = oneway("docs");
    assertThat(docs.exitCode()).as(docs.toString()).isZero();
    assertThat(docs.out()).contains("docs/flows/waiting.html", "docs/flows/index.md");
    assertThat(Files.readString(folder.resolve("docs/flows/waiting.md")))
        .contains("| `name` | as it is | `name` | HR (hr) |");
    assertThat(Files.readString(folder.resolve("docs/flows/index.md"))).contains("(waiting.md)");
    assertThat(folder.resolve("data")).doesNotExist();

    assertThat(oneway("docs", "waiting", "--to", "one").out().lines())
        .containsExactly("one/waiting.md", "one/waiting.html");
    assertThat(oneway("docs", "waitin").err()).contains("Did you mean `waiting`?");
    home.write("mappings/person.yaml", "key: 5");
    assertThat(oneway("docs").exitCode()).isEqualTo(2);
  }

  @Test
  void allFlowsRunByTheirSchedulesUntilStopped() {
    try (OnewayProcess service = OnewayProcess.start(folder, Map.of(), List.of())) {
      await().atMost(SOON).until(() -> Sql.count(doors, "people") == 2);
      Sql.execute(people, "INSERT INTO people VALUES (4, 'Zoë', '2026-01-05T00:00:00Z')");
      await().atMost(SOON).until(() -> Sql.count(doors, "people") == 3);
      Result stopped = service.stop();
      assertThat(stopped.err()).contains(FLOW + " done: read 3, created 2, rejected 1");
    }
    assertThat(oneway("runs", "--json").out()).doesNotContain("\"running\"");
  }

  @Test
  void aDriverInTheLibFolderBesideTheJarIsFound() throws IOException {
    Path jar = Files.copy(OnewayProcess.jar(), folder.resolve("oneway.jar"));
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Files.copy(Path.of("target", "lib-for-tests", "h2.jar"), lib.resolve("h2.jar"));
    home.source(
            "people",
            "jdbc:h2:%s;DATABASE_TO_UPPER=FALSE;INIT=RUNSCRIPT FROM '%s'"
                .formatted(folder.resolve("people-h2"), folder.resolve("people.sql")))
        .write(
            "people.sql",
            "CREATE TABLE IF NOT EXISTS people AS SELECT 9 AS id, 'Kim' AS name,"
                + " '2026-01-01T00:00:00Z' AS updated_at;")
        .writeSettings();
    try (OnewayProcess run =
        OnewayProcess.startJar(jar, folder, Map.of(), List.of(), "run", FLOW, "--once")) {
      Result result = run.await();
      assertThat(result.exitCode()).as(result.toString()).isZero();
    }
    assertThat(Sql.rows(doors, "SELECT * FROM people")).containsExactly("9|Kim");
  }

  @Test
  void theJarTellsWhatItIs() {
    assertThat(oneway("--help").out()).contains("Exit codes");
    assertThat(oneway("--version").out()).startsWith("oneway 0");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> firstOf(Result result) {
    try {
      return (Map<String, Object>) RecordJson.mapper().readValue(result.out(), List.class).get(0);
    } catch (IOException e) {
      throw new AssertionError(result.toString(), e);
    }
  }

  /** A hook that waits for what never started would keep a service manager from trying again. */
  @Test
  void aWrongSettingEndsTheProcessAtOnce() {
    home.set("oneway.state.url", "nonsense").writeSettings();
    try (OnewayProcess oneway = OnewayProcess.start(folder, Map.of(), List.of(), "flows")) {
      await().atMost(SOON.dividedBy(2)).until(() -> !oneway.isAlive());
      assertThat(oneway.await().exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }
  }

  @Test
  void whatOnlyComesByWebhookCantBeReadAgain() {
    home.write(
        "routes/people-to-doors.camel.yaml",
        """
        - route:
            id: people-to-doors-webhook
            from:
              uri: platform-http:/webhooks/people
              parameters: { httpMethodRestrict: POST }
              steps:
                - to: inbox:people-to-doors?key=/id
        - route:
            id: people-to-doors
            from:
              uri: inbox:people-to-doors
              steps:
                - to: mapping:person
                - to: dedup:ledger
                - to: jdbc-upsert:people?dataSource=#doors
        """);

    Result backfill = oneway("backfill", FLOW, "--from", "2026-01-01");

    assertThat(backfill.exitCode()).as(backfill.toString()).isEqualTo(2);
    assertThat(backfill.err())
        .contains(
            "people-to-doors can't be read again:",
            "routes/people-to-doors.camel.yaml: its records only come by webhook: there is nothing"
                + " that could be read now. Add a route with a schedule that reads the source into"
                + " the same inbox.");
    Result json = oneway("backfill", FLOW, "--keys", "1", "--json");
    assertThat(json.exitCode()).isEqualTo(2);
    assertThat(RecordJson.readRecord(json.out())).containsEntry("state", "can't read again");
  }
}
