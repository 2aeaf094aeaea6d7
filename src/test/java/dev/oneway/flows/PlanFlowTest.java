package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.app.Application;
import dev.oneway.fault.Fault;
import dev.oneway.flow.Entry;
import dev.oneway.preview.Plan;
import dev.oneway.preview.PlannedRecord;
import dev.oneway.preview.UnusablePlanException;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow is planned, and what the plan shows is delivered. */
class PlanFlowTest {
  private static final String FLOW = People.FLOW;
  private static final String WATERMARK = "SELECT flow, position FROM watermark";

  @TempDir private Path folder;
  private People people;

  @BeforeEach
  void people() {
    people =
        new People(folder, 250)
            .steps(
                """
                - to: mapping:people
                - to: dedup:ledger
                - to: jdbc-upsert:people?dataSource=#target
                """);
  }

  @Test
  void aPlanShowsWhatARunWouldDoAndWritesNothing() {
    people.run();
    Sql.execute(
        people.source,
        """
        UPDATE people SET name = 'Anna', updated_at = '2026-01-02Z' WHERE id = 7;
        INSERT INTO people VALUES (300, 'New', 1.5, '2026-01-03Z');
        INSERT INTO people VALUES (301, E'a\\tb', NULL, '2026-01-03Z');
        """);
    List<String> before = people.targetRows();
    List<String> watermark = state(WATERMARK);
    List<String> ledger = state("SELECT * FROM ledger_entry ORDER BY record_key");

    Plan plan = people.home.plan(FLOW);

    assertThat(plan.run().state()).as(plan.run().toString()).isEqualTo(RunState.DONE);
    assertThat(plan.run().kind()).isEqualTo("plan");
    assertThat(plan.run().counts().of(Fate.CREATED)).isEqualTo(2);
    assertThat(plan.run().counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(plan.tally().of(Fate.CREATED)).isEqualTo(2);
    PlannedRecord update = plan.tally().samples().get(Fate.UPDATED).get(0);
    assertThat(update.key()).contains("7");
    assertThat(update.fields())
        .containsOnlyKeys("name", "updated_at")
        .containsEntry("name", "Anna");
    assertThat(update.heldOf("name")).contains("Näme 7");

    assertThat(people.targetRows()).isEqualTo(before);
    assertThat(state(WATERMARK)).isEqualTo(watermark);
    assertThat(state("SELECT * FROM ledger_entry ORDER BY record_key")).isEqualTo(ledger);
    assertThat(state("SELECT * FROM ledger_claim")).isEmpty();
    assertThat(people.run().countsInWords()).contains("created 2, updated 1");
  }

  @Test
  void whatTheMappingRefusesIsInThePlanAndNoDeadLetter() {
    people.home.write(
        "mappings/people.yaml",
        """
        source: { system: HR, object: people, owner: hr }
        destination: { system: Target, object: people }
        key: { id: id }
        changedAt: updated_at
        where: id <= 20
        fields:
          name: { from: name, required: true }
          salary: salary
          updated_at: updated_at
        """);
    Sql.execute(people.source, "UPDATE people SET name = NULL WHERE id = 3");
    Plan plan = people.home.plan(FLOW);
    assertThat(plan.run().countsInWords())
        .isEqualTo("read 250, filtered 230, created 19, rejected 1");
    assertThat(plan.tally().samples().get(Fate.REJECTED).get(0).reason())
        .hasValueSatisfying(reason -> assertThat(reason).startsWith("name: "));
    assertThat(people.home.deadLetters()).isEmpty();
    assertThat(state("SELECT * FROM watermark")).isEmpty();

    Plan.Applied applied = people.home.apply(plan);
    assertThat(applied.run().countsInWords()).isEqualTo("read 19, created 19");
    assertThat(people.home.deadLetters()).isEmpty();
  }

  @Test
  void aPlanIsAppliedThroughTheLedgerAndMovesNoWatermark() throws IOException {
    Plan plan = people.home.plan(FLOW);
    assertThat(plan.run().countsInWords()).isEqualTo("read 250, created 250");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plan.file().get())))
        .isEqualTo("rw-------");
    assertThat(people.targetRows()).isEmpty();

    Plan.Applied applied = people.home.apply(plan);

    assertThat(applied.run().kind()).isEqualTo("apply");
    assertThat(applied.run().countsInWords()).isEqualTo("read 250, created 250");
    people.bothSidesAreEqual();
    assertThat(state(WATERMARK)).isEmpty();
    assertThat(people.run().countsInWords()).isEqualTo("read 250, unchanged 250");
    assertThat(people.home.apply(plan).run().countsInWords())
        .as("a second time")
        .isEqualTo("read 250, unchanged 250");
  }

  @Test
  void whatHasChangedInTheDestinationSinceIsReportedAndTheOthersAreWritten() {
    people.run();
    Sql.execute(
        people.source,
        "UPDATE people SET salary = salary + 1, updated_at = '2026-01-02Z' WHERE id <= 30;"
            + " INSERT INTO people VALUES (400, 'New', 1, '2026-01-03Z')");
    Plan plan = people.home.plan(FLOW);
    Sql.execute(
        people.target,
        "UPDATE people SET salary = 99 WHERE id = 11; DELETE FROM people WHERE id = 12; INSERT INTO"
            + " people VALUES (400, 'Theirs', 1, '2020-01-01Z')");

    Plan.Applied applied = people.home.apply(plan);

    assertThat(applied.run().countsInWords()).isEqualTo("read 31, updated 28, skipped 3");
    assertThat(applied.tally().samples().get(Fate.SKIPPED))
        .extracting(PlannedRecord::key)
        .containsExactlyInAnyOrder(Optional.of("11"), Optional.of("12"), Optional.of("400"));
    assertThat(Sql.rows(people.target, "SELECT salary FROM people WHERE id = 11"))
        .containsExactly("99.00");
    assertThat(people.run().countsInWords()).contains("created 1, updated 2");
    people.bothSidesAreEqual();
  }

  @Test
  void whatIsGoneIsInThePlanAndWhatIsMissingIsShownAndLeftToARun() {
    people.route(
        """
        - to:
            uri: "sql:SELECT * FROM people ORDER BY id"
            parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 100 }
        - split:
            expression: { ref: { expression: chunk100 } }
            streaming: true
            stopOnException: true
            steps:
              - to: mapping:people
              - to: dedup:ledger
              - to: jdbc-upsert:people?dataSource=#target
        """);
    people.home.write(
        "mappings/people.yaml",
        """
        source: { system: HR, object: people, owner: hr }
        destination: { system: Target, object: people }
        key: { id: id }
        changedAt: updated_at
        fields: { name: name, salary: salary, updated_at: updated_at }
        deletes: { when: name = "left", missing: gone, action: delete, limit: 10 }
        """);
    people.run();
    Sql.execute(
        people.source,
        "UPDATE people SET name = 'left', updated_at = '2026-01-02Z' WHERE id IN (5, 6);"
            + " DELETE FROM people WHERE id = 9");

    Plan plan = people.home.plan(FLOW);

    assertThat(plan.run().countsInWords()).isEqualTo("read 249, unchanged 247, deleted 2");
    assertThat(plan.tally().samples().get(Fate.DELETED))
        .extracting(PlannedRecord::key)
        .containsExactlyInAnyOrder(Optional.of("5"), Optional.of("6"));
    assertThat(plan.tally().samples().get(Fate.HELD))
        .extracting(PlannedRecord::key)
        .containsExactly(Optional.of("9"));
    assertThat(Sql.count(people.target, "people")).isEqualTo(250);
    assertThat(state("SELECT * FROM held_delete")).isEmpty();

    assertThat(people.home.apply(plan).run().countsInWords()).isEqualTo("read 2, deleted 2");
    assertThat(Sql.rows(people.target, "SELECT id FROM people WHERE id IN (5, 6, 9)"))
        .containsExactly("9");
    assertThat(people.run().countsInWords()).contains("deleted 1");
    assertThat(Sql.count(people.target, "people")).isEqualTo(247);
  }

  @Test
  void moreGoneThanTheLimitAllowsIsSaidByThePlanAsARunWouldFindIt() {
    people.route(
        """
        - to:
            uri: "sql:SELECT * FROM people ORDER BY id"
            parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 100 }
        - split:
            expression: { ref: { expression: chunk100 } }
            streaming: true
            stopOnException: true
            steps:
              - to: mapping:people
              - to: dedup:ledger
              - to: jdbc-upsert:people?dataSource=#target
        """);
    people.home.write(
        "mappings/people.yaml",
        """
        source: { system: HR, object: people, owner: hr }
        destination: { system: Target, object: people }
        key: { id: id }
        changedAt: updated_at
        fields: { name: name, salary: salary, updated_at: updated_at }
        deletes: { when: name = "left", missing: gone, action: delete, limit: [5%, 10] }
        """);
    people.run();
    Sql.execute(
        people.source,
        "UPDATE people SET name = 'left', updated_at = '2026-01-02Z' WHERE id IN (5, 6, 7, 8);"
            + " DELETE FROM people WHERE id BETWEEN 101 AND 106");
    assertThat(people.home.plan(FLOW).overLimit()).as("ten").isEmpty();
    Sql.execute(people.source, "DELETE FROM people WHERE id = 107");

    assertThat(people.home.plan(FLOW).overLimit())
        .singleElement()
        .satisfies(
            over ->
                assertThat(over.inWords())
                    .isEqualTo(
                        "11 of 250 records are gone at the source, more than the limit of"
                            + " [5%, 10] allows (10): a run or `oneway apply PLAN` removes none of them"
                            + " before somebody approves."));
    assertThat(people.run().state()).isEqualTo(RunState.WAITING);
  }

  @Test
  void anEditElsewhereInTheDestinationIsNobodysMatter() {
    people.run();
    Sql.execute(people.target, "ALTER TABLE people ADD COLUMN mine text");
    Sql.execute(people.source, "UPDATE people SET salary = 5, updated_at = '2026-01-02Z'");
    Plan plan = people.home.plan(FLOW);
    Sql.execute(people.target, "UPDATE people SET mine = 'x'");
    assertThat(people.home.apply(plan).run().countsInWords()).isEqualTo("read 250, updated 250");
  }

  @Test
  void aPlanOfAnotherMappingIsRefused() {
    Plan plan = people.home.plan(FLOW);
    people.home.write(
        "mappings/people.yaml",
        """
        source: { system: HR, object: people, owner: hr }
        destination: { system: Target, object: people }
        key: { id: id }
        changedAt: updated_at
        fields: { name: { from: name, text: [upper] }, salary: salary, updated_at: updated_at }
        """);
    assertThatThrownBy(() -> people.home.apply(plan))
        .isInstanceOf(UnusablePlanException.class)
        .hasMessageContaining("mappings/people.yaml has changed since it was made. Plan again.");
    assertThat(people.targetRows()).isEmpty();
  }

  @Test
  void aFileThatIsNoPlanOrBreaksOffIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("x.plan"), "hello");
    assertThatThrownBy(() -> Plan.header(text)).hasMessageContaining("isn't a plan. Plan again.");
    assertThatThrownBy(() -> Plan.header(folder.resolve("none.plan")))
        .hasMessageContaining("there is no file");
    Path whole = people.home.plan(FLOW).file().orElseThrow();
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> people.home.apply(new Plan(null, Optional.of(whole), null, List.of())))
        .hasMessageContaining("its file breaks off. Plan again.");
    assertThat(people.targetRows()).isEmpty();
  }

  @Test
  void aFlowThatMayWriteElsewhereCantBePreviewed() {
    people.steps(
        """
        - to: mapping:people
        - to: dedup:ledger
        - to: "sql:insert into audit values (1)?dataSource=#target"
        - to: jdbc-upsert:people?dataSource=#target
        """);
    assertThat(obstacles())
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.toString())
                    .contains("people-to-target.camel.yaml:17: `to: sql:…` in line 17 may write."));
  }

  @Test
  void aFlowThatCallsABeanCantBePreviewed() {
    people.steps(
        """
        - bean: { beanType: dev.oneway.flows.Sabotage, method: pass }
        - to: mapping:people
        - to: jdbc-upsert:people?dataSource=#target
        """);
    assertThat(obstacles()).singleElement().asString().contains("`bean` in line 14 may write.");
  }

  @Test
  void aSourceThatFailsLeavesNoPlan() {
    people.home.source("source", "jdbc:postgresql://127.0.0.1:1/nowhere?user=x");
    Plan plan = people.home.plan(FLOW);
    assertThat(plan.run().state()).isEqualTo(RunState.FAILED);
    assertThat(plan.file()).isEmpty();
    assertThat(folder.resolve("data/plans")).isEmptyDirectory();
  }

  private List<Fault> obstacles() {
    try (Application application = people.home.start(Entry.THROUGH)) {
      application.loadFlow(FLOW);
      return application.previewOf(FLOW).obstacles();
    }
  }

  private List<String> state(String query) {
    return Sql.rows("jdbc:sqlite:" + folder.resolve("data/oneway.db"), query);
  }

  @Test
  void aPlanIsHeldToTheFilesItsMappingTakesValuesFrom() {
    people.home.write("mappings/names.csv", "name,here\nNäme 1,One\n");
    people.home.write(
        "mappings/people.yaml",
        """
        source: { system: HR, object: people, owner: hr }
        destination: { system: Target, object: people }
        key: { id: id }
        where: id = 1
        fields: { name: { from: name, values: names.csv }, updated_at: updated_at }
        """);
    Plan plan = people.home.plan(FLOW);
    people.home.write("mappings/names.csv", "name,here\nNäme 1,Uno\n");
    assertThatThrownBy(() -> people.home.apply(plan))
        .isInstanceOf(UnusablePlanException.class)
        .hasMessageContaining("mappings/names.csv has changed since it was made. Plan again.");
  }
}
