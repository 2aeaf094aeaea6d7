package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.LogLines;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flow from one SQLite file to another runs without a pause while somebody edits its mapping. A
 * trigger keeps a history of all that was written, by run and by edition of the mapping.
 */
class EditedMappingTest {
  private static final String FLOW = "people-to-target";
  private static final String MAPPING = "mappings/people.yaml";
  private static final int PEOPLE = 100;
  private static final int EDITS = 50;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String HISTORY =
      """
      CREATE TABLE people (id INTEGER PRIMARY KEY, run TEXT, first TEXT, name TEXT, last TEXT);
      CREATE TABLE people_by_name (name TEXT PRIMARY KEY, run TEXT, first TEXT, last TEXT);
      CREATE TABLE history (id INTEGER, run TEXT, first TEXT, last TEXT);
      CREATE TRIGGER created AFTER INSERT ON people BEGIN INSERT INTO history VALUES (new.id, \
      new.run, new.first, new.last); END;
      CREATE TRIGGER updated AFTER UPDATE ON people BEGIN INSERT INTO history VALUES (new.id, \
      new.run, new.first, new.last); END;
      """;

  @TempDir private Path folder;
  private final LogLines log = new LogLines("dev.oneway.mapping");
  private String target;
  private Home home;

  @BeforeEach
  void aFlowBetweenTwoSqliteFiles() {
    Sabotage.none();
    String source = "jdbc:sqlite:" + folder.resolve("source.db");
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    Sql.execute(
        source,
        "CREATE TABLE people AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n"
            + " WHERE id < "
            + PEOPLE
            + ") SELECT id, 'Näme ' || id AS name FROM n");
    Sql.execute(target, HISTORY);
    home =
        new Home(folder)
            .source("source", source)
            .destination("target", target)
            .write("routes/people-to-target.camel.yaml", route("people"))
            .write(MAPPING, edition("e0"));
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** All people in each run, which signs each record. */
  private static String route(String table) {
    return """
        - route:
            id: people-to-target
            from:
              uri: quartz:people-to-target
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
                - to:
                    uri: "sql:SELECT id, name, :#${exchangeProperty.onewayRun.id} AS run FROM people"
                    parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 10 }
                - split:
                    expression: { ref: { expression: chunk10 } }
                    streaming: true
                    stopOnException: true
                    steps:
                      - bean: { beanType: dev.oneway.flows.Sabotage, method: pass }
                      - to: mapping:people
                      - to: dedup:ledger
                      - to: jdbc-upsert:%s?dataSource=#target
        """
        .formatted(table);
  }

  /** A mapping that signs each row, in its first and in its last field. */
  private static String edition(String name) {
    return """
        source: { system: HR, object: people }
        destination: { system: Target, object: people }
        key: { id: id }
        fields:
          run: run
          first: { expr: '"%1$s"' }
          name: { from: name, required: true }
          last: { expr: '"%1$s"' }
        """
        .formatted(name);
  }

  private Application start() {
    Application application = home.start(Entry.SCHEDULE);
    application.loadFlows();
    application.takeOver();
    return application;
  }

  private static long runs(Application application) {
    return application.books().log().latestOf(FLOW, 100_000).size();
  }

  /** Keeps the flow running until something has happened. */
  private static void runUntil(Application application, BooleanSupplier happened) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (application.books().openRuns().isEmpty()) {
                application.fire(FLOW);
              }
              return happened.getAsBoolean();
            });
  }

  private static void runOnceMore(Application application) {
    long before = runs(application);
    // One that began before may be under way: the second one from now is surely a new one.
    runUntil(application, () -> runs(application) >= before + 2);
  }

  private void edit(int number) throws IOException {
    String text = edition("e" + number);
    switch (number % 4) {
      case 1 -> home.write(MAPPING, text);
      case 2 -> home.write(MAPPING, text + "  nmae: { form: name }\n");
      case 3 -> {
        home.write("mappings/people.yaml~", text);
        Files.move(
            home.file("mappings/people.yaml~"),
            home.file(MAPPING),
            StandardCopyOption.REPLACE_EXISTING);
      }
      default -> home.write(MAPPING, text.substring(0, text.length() - 5));
    }
  }

  @Test
  void fiftyEditsUnderLoadChangeNothingUntilTheyAreWholeAndValid() throws IOException {
    try (Application application = start()) {
      for (int number = 1; number <= EDITS; number++) {
        edit(number);
        int told = log.all().size();
        if (number % 10 < 2) {
          runUntil(application, () -> log.all().size() > told);
        } else {
          long before = runs(application);
          runUntil(application, () -> runs(application) > before);
        }
      }
      home.write(MAPPING, edition("end"));
      runUntil(application, () -> editions().contains("end"));
      runOnceMore(application);
    }

    everyRunIsDoneAndWhole();
    noRunMixesTwoEditions();
    onlyWholeAndValidEditionsWereUsed();
    assertThat(Sql.rows(target, "SELECT DISTINCT first, last FROM people"))
        .containsExactly("end|end");
    assertThat(log.all()).anyMatch(line -> line.startsWith("WARN"));
  }

  /** Those that were used so far, in their order. */
  private List<String> editions() {
    return Sql.rows(target, "SELECT first FROM history GROUP BY first ORDER BY MIN(rowid)");
  }

  private void everyRunIsDoneAndWhole() {
    try (Application application = home.start(Entry.INSPECT)) {
      List<RunSummary> runs = application.books().log().latestOf(FLOW, 100_000);
      assertThat(runs).hasSizeGreaterThan(EDITS).allMatch(run -> run.counts().balanced());
      Map<RunState, List<RunSummary>> byState =
          runs.stream().collect(Collectors.groupingBy(RunSummary::state));
      // The application may have been closed in the middle of the last one.
      assertThat(byState.getOrDefault(RunState.INTERRUPTED, List.of())).hasSizeLessThan(2);
      assertThat(byState.keySet()).isSubsetOf(RunState.DONE, RunState.INTERRUPTED);
      for (RunSummary run : byState.get(RunState.DONE)) {
        assertThat(run.counts().of(Fate.CREATED) + run.counts().of(Fate.UPDATED)).isEqualTo(PEOPLE);
        assertThat(Sql.rows(target, "SELECT COUNT(*) FROM history WHERE run = '" + run.id() + "'"))
            .containsExactly(String.valueOf(PEOPLE));
      }
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  private void noRunMixesTwoEditions() {
    assertThat(Sql.rows(target, "SELECT * FROM history WHERE first <> last OR first IS NULL"))
        .isEmpty();
    assertThat(
            Sql.rows(
                target, "SELECT run FROM history GROUP BY run HAVING COUNT(DISTINCT first) > 1"))
        .isEmpty();
  }

  private void onlyWholeAndValidEditionsWereUsed() {
    List<String> used = editions();
    assertThat(used).startsWith("e0").endsWith("end").hasSizeGreaterThan(4);
    assertThat(used.subList(1, used.size() - 1)).allMatch(name -> isValid(name), "valid");
  }

  private static boolean isValid(String edition) {
    return Integer.parseInt(edition.substring(1)) % 2 == 1;
  }

  @Test
  void anEditInTheMiddleOfARunIsForTheNextOne() {
    Sabotage.at(
        PEOPLE / 20,
        () -> {
          home.write(MAPPING, edition("e1"));
          await().atMost(SOON).until(() -> !log.all().isEmpty());
        });
    try (Application application = start()) {
      runUntil(application, () -> runs(application) > 1);
    }

    noRunMixesTwoEditions();
    assertThat(Sql.rows(target, "SELECT first, COUNT(*) FROM history GROUP BY first").get(0))
        .isEqualTo("e0|" + PEOPLE);
  }

  @Test
  void anEditTheDestinationCantTakeIsTakenUpWhenItCan() {
    try (Application application = start()) {
      home.write(MAPPING, edition("e1") + "  nick: { value: x }\n");
      runUntil(
          application,
          () -> log.all().stream().anyMatch(line -> line.contains("`nick` isn't a column")));
      runOnceMore(application);
      assertThat(editions()).containsExactly("e0");

      Sql.execute(target, "ALTER TABLE people ADD COLUMN nick TEXT");
      runUntil(application, () -> editions().contains("e1"));
    }
    assertThat(home.deadLetters()).isEmpty();
    assertThat(log.all().get(0))
        .startsWith("WARN")
        .contains(MAPPING + ":9:3: `nick` isn't a column of people.", "the last good one stays");
  }

  @Test
  void anEditedMappingIsDeliveredAgainAndAChangedKeyGivesOtherRecords() {
    home.write(MAPPING, edition("e0").replace("  run: run\n", ""));
    assertThat(home.runOnce(FLOW).counts().of(Fate.CREATED)).isEqualTo(PEOPLE);
    assertThat(home.runOnce(FLOW).counts().of(Fate.UNCHANGED)).isEqualTo(PEOPLE);

    home.write(MAPPING, edition("e1").replace("  run: run\n", ""));
    assertThat(home.runOnce(FLOW).counts().of(Fate.UPDATED)).isEqualTo(PEOPLE);

    home.write(
        MAPPING,
        edition("e2")
            .replace("  run: run\n", "")
            .replace("  name: { from: name, required: true }\n", "")
            .replace("key: { id: id }", "key: { name: name }"));
    home.write("routes/people-to-target.camel.yaml", route("people_by_name"));
    assertThat(home.runOnce(FLOW).counts().of(Fate.CREATED)).isEqualTo(PEOPLE);
    assertThat(home.runOnce(FLOW).counts().of(Fate.UNCHANGED)).isEqualTo(PEOPLE);
  }

  @Test
  void onlyFlowsThatRunByTheirSchedulesAreWatched() {
    for (Entry entry : Entry.values()) {
      try (Application application = home.start(entry)) {
        assertThat(application.loadFlow(FLOW)).isPresent();
        assertThat(isWatched()).as(entry.toString()).isEqualTo(entry == Entry.SCHEDULE);
      }
      await().atMost(SOON).until(() -> !isWatched());
    }
  }

  private static boolean isWatched() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("oneway-mappings"));
  }
}
