package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.cli.live.Colours;
import dev.oneway.preview.Plan;
import dev.oneway.preview.PreviewPage;
import dev.oneway.run.Counts;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.run.Traffic;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan as people read it, with what a source lacks. */
class PlanTableTest {
  private static final String FLOW = "people-to-doors";
  private static final List<String> NOTES =
      List.of(
          "2 missing at the source. A run removes them, within the limit; no plan does.",
          "2 of 3 records are gone at the source, more than the limit of 5% allows (1): a run or"
              + " `oneway apply PLAN` removes none of them before somebody approves.");

  private static final Instant START = Instant.parse("2026-01-06T09:00:00Z");

  @TempDir private Path folder;

  private Plan planOfASourceThatLacksTwoOfThree() {
    String people = "jdbc:sqlite:" + folder.resolve("people.db");
    String doors = "jdbc:sqlite:" + folder.resolve("doors.db");
    Sql.execute(
        people,
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);\n"
            + "INSERT INTO people VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Eve')");
    Sql.execute(doors, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
    Home home =
        new Home(folder)
            .source("people", people)
            .destination("doors", doors)
            .write(
                "routes/people-to-doors.camel.yaml",
                """
                - route:
                    id: people-to-doors
                    from:
                      uri: quartz:people-to-doors
                      parameters: { cron: "0 0 2 * * ?", stateful: true }
                      steps:
                        - to:
                            uri: "sql:SELECT * FROM people ORDER BY id"
                            parameters: { dataSource: "#people", outputType: StreamList }
                        - split:
                            expression: { ref: { expression: chunk100 } }
                            streaming: true
                            stopOnException: true
                            steps:
                              - to: mapping:person
                              - to: dedup:ledger
                              - to: jdbc-upsert:people?dataSource=#doors
                """)
            .write(
                "mappings/person.yaml",
                """
                source: { system: HR, object: people, owner: hr }
                destination: { system: Doors, object: people }
                key: { id: id }
                fields: { name: name }
                deletes: { missing: gone, action: delete }
                """);
    home.runOnce(FLOW);
    Sql.execute(people, "DELETE FROM people WHERE id > 1;\nUPDATE people SET name = 'Anna'");
    return home.plan(FLOW);
  }

  @Test
  void whatIsMissingIsToldApartAndWhetherARunWouldAsk() throws IOException {
    Plan plan = planOfASourceThatLacksTwoOfThree();

    assertThat(PlanTable.text(plan, new Colours(false)).lines().skip(1).limit(6).toList())
        .containsExactly(
            "Nothing of this is written yet.",
            "  ~ 1  name \"Ann\" → \"Anna\"",
            "  - 2  missing at the source",
            "  - 3  missing at the source",
            NOTES.get(0),
            NOTES.get(1));
    assertThat(PlanTable.json(plan))
        .containsEntry("missing", 2L)
        .containsEntry(
            "overLimit", List.of(Map.of("gone", 2L, "living", 3L, "limit", "5%", "allowed", 1L)));
    Path page = folder.resolve("plan.html");
    HtmlFile.write(page, PreviewPage.of(plan));
    assertThat(Files.readString(page))
        .contains("<td data-heading=\"What\">missing at the source</td>")
        .contains(NOTES.get(0), NOTES.get(1));
  }

  private String planned(RunState state, Optional<String> reason) {
    RunSummary run =
        new RunSummary(
            "r1",
            "leads",
            "plan",
            state,
            START,
            Optional.of(START.plusSeconds(2)),
            new Counts(2, Map.of(Fate.CREATED, 2L)),
            new Traffic.Sum(0, 0, 0, Duration.ZERO),
            List.of(),
            Optional.empty(),
            reason,
            Optional.empty());
    Plan plan = Plan.make("leads", folder.resolve("next.plan"), List.of(), 5, errand -> run);
    return PlanTable.text(plan, new Colours(false));
  }

  @Test
  void whatWouldBeCreatedIsPlannedAndNotDone() {
    assertThat(planned(RunState.DONE, Optional.empty()))
        .startsWith("leads planned: read 2, created 2 in 2.0 s")
        .contains("Nothing of this is written yet.", "oneway apply ");
  }

  @Test
  void whereTheRunFailedThereIsNothingToBeWritten() {
    assertThat(planned(RunState.FAILED, Optional.of("https://crm.example.com is down")))
        .contains("leads plan failed: read 2", "https://crm.example.com is down")
        .doesNotContain("written", "apply");
  }
}
