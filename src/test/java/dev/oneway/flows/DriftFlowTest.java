package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneway.alert.Alert;
import dev.oneway.app.Application;
import dev.oneway.fault.Fault;
import dev.oneway.flow.Entry;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.preview.DriftLog;
import dev.oneway.preview.PlannedRecord;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody edits the destination behind our back. */
class DriftFlowTest {
  private static final String FLOW = People.FLOW;

  @TempDir private Path folder;
  private People people;

  @BeforeEach
  void deliveredPeople() {
    people =
        new People(folder, 500)
            .steps(
                """
                - to: mapping:people
                - to: dedup:ledger
                - to: jdbc-upsert:people?dataSource=#target
                """);
    Sql.execute(people.target, "ALTER TABLE people ADD COLUMN mine text");
    people.run();
  }

  @Test
  void twentyFiveSyncedEditsAreFoundAndRestoredAndTwentyFiveOfOthersAreLeftAlone() {
    Sql.execute(
        people.target,
        """
        UPDATE people SET name = 'edited' WHERE id % 20 = 0;
        UPDATE people SET mine = 'theirs' WHERE id % 20 = 1;
        """);

    Drift drift = people.home.drift(FLOW, false);

    assertThat(drift.run().state()).as(drift.run().toString()).isEqualTo(RunState.DONE);
    assertThat(drift.tally().of(DriftKind.CHANGED)).isEqualTo(25);
    assertThat(drift.drifted()).isEqualTo(25);
    assertThat(drift.compared()).isEqualTo(500);
    assertThat(drift.tally().samples().get(DriftKind.CHANGED))
        .extracting(found -> found.key().orElseThrow())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 25).mapToObj(i -> Integer.toString(i * 20)).toList());
    PlannedRecord first = drift.tally().samples().get(DriftKind.CHANGED).get(0);
    assertThat(first.heldOf("name")).contains("edited");
    assertThat(first.fields()).containsOnlyKeys("name").containsEntry("name", "Näme 20");
    assertThat(alerts()).singleElement().satisfies(one -> assertThat(one.text()).contains("25 of"));
    assertThat(names("edited")).isEqualTo(25);

    Drift repair = people.home.drift(FLOW, true);

    assertThat(repair.repaired()).isEqualTo(25);
    assertThat(repair.run().kind()).isEqualTo("repair");
    assertThat(repair.run().countsInWords()).isEqualTo("read 500, unchanged 475, updated 25");
    assertThat(names("edited")).isZero();
    assertThat(Sql.rows(people.target, "SELECT count(*) FROM people WHERE mine = 'theirs'"))
        .containsExactly("25");
    assertThat(alerts()).isEmpty();
    assertThat(people.home.drift(FLOW, false).drifted()).isZero();
    assertThat(people.run().countsInWords()).endsWith("unchanged 6");
  }

  @Test
  void whatIsMissingExtraPendingAndNoLongerReadIsToldApart() {
    Sql.execute(
        people.target,
        "DELETE FROM people WHERE id IN (3, 4); INSERT INTO people VALUES (9001, 'x', 1, now());");
    Sql.execute(
        people.source,
        """
        UPDATE people SET name = 'newer', updated_at = '2026-01-02Z' WHERE id IN (5, 6, 7);
        INSERT INTO people VALUES (600, 'new', 1, '2026-01-02Z');
        DELETE FROM people WHERE id = 8;
        """);
    Drift drift = people.home.drift(FLOW, false);
    assertThat(drift.tally().of(DriftKind.MISSING)).isEqualTo(2);
    assertThat(drift.tally().of(DriftKind.CHANGED)).isZero();
    assertThat(drift.tally().of(DriftKind.PENDING)).isEqualTo(4);
    assertThat(keys(drift, DriftKind.EXTRA)).containsExactly("9001");
    assertThat(keys(drift, DriftKind.UNREAD)).containsExactly("8");
    assertThat(drift.run().countsInWords())
        .isEqualTo("read 500, unchanged 494, created 2, skipped 4");

    assertThat(people.home.drift(FLOW, true).repaired()).isEqualTo(2);
    assertThat(Sql.rows(people.target, "SELECT count(*) FROM people WHERE id IN (3, 4, 9001)"))
        .as("repair deletes nothing")
        .containsExactly("3");
    assertThat(Sql.rows(people.target, "SELECT name FROM people WHERE id = 5"))
        .as("pending is left to a run")
        .containsExactly("Näme 5");
    assertThat(people.run().countsInWords()).contains("created 1, updated 3");
  }

  @Test
  void whatWasMarkedAsGoneIsNoSurprise() {
    people.home.write(
        "mappings/people.yaml",
        """
        source: { system: HR, object: people, owner: hr }
        destination: { system: Target, object: people }
        key: { id: id }
        changedAt: updated_at
        fields: { name: name, salary: { from: salary, default: 0 }, updated_at: updated_at }
        deletes: { when: name = "left", action: deactivate, set: { salary: null } }
        """);
    Sql.execute(
        people.source, "UPDATE people SET name = 'left', updated_at = '2026-01-02Z' WHERE id = 5");
    assertThat(people.run().counts().of(Fate.DELETED)).isEqualTo(1);
    Sql.execute(people.source, "DELETE FROM people WHERE id IN (5, 6)");

    Drift drift = people.home.drift(FLOW, false);

    assertThat(keys(drift, DriftKind.UNREAD)).containsExactly("6");
    assertThat(drift.tally().of(DriftKind.EXTRA)).isZero();
  }

  @Test
  void theBooksOfAComparisonAreKeptForOthersToShow() {
    Sql.execute(people.target, "UPDATE people SET salary = 0 WHERE id = 1");
    people.home.drift(FLOW, false);
    try (Application application = people.home.start(Entry.INSPECT)) {
      DriftLog.Entry entry = application.driftLog().latest().get(0);
      assertThat(entry.flow()).isEqualTo(FLOW);
      assertThat(entry.changed()).isEqualTo(1);
      assertThat(entry.drifted()).isEqualTo(1);
      assertThat(entry.extra()).hasValue(0);
    }
  }

  @Test
  void whatADeadRepairHadInHandIsComparedAgain() {
    Sql.execute(people.target, "UPDATE people SET name = 'edited' WHERE id <= 10");
    Sql.execute(
        "jdbc:sqlite:" + folder.resolve("data/oneway.db"),
        "UPDATE ledger_entry SET fingerprint = NULL WHERE record_key IN ('1', '2', '100')");
    Drift repair = people.home.drift(FLOW, true);
    assertThat(repair.repaired()).isEqualTo(10);
    assertThat(repair.tally().of(DriftKind.PENDING)).isZero();
    assertThat(people.home.drift(FLOW, false).drifted()).isZero();
  }

  @Test
  void aScheduleComparesByItself() {
    Sql.execute(people.target, "UPDATE people SET salary = 0 WHERE id = 1");
    people.home.set("oneway.drift." + FLOW, "0/1 * * * * ?");
    try (Application application = people.home.start(Entry.SCHEDULE)) {
      application.loadFlows();
      application.takeOver();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(application.alerts().open()).hasSize(1));
    }
  }

  @Test
  void aScheduleOfNoFlowIsRefusedWithTheNearestName() {
    people.home.set("oneway.drift.poeple-to-target", "0 0 4 * * ?");
    try (Application application = people.home.start(Entry.SCHEDULE)) {
      application.loadFlows();
      assertThatThrownBy(application::takeOver)
          .hasMessage(
              "oneway.drift.poeple-to-target: there is no flow `poeple-to-target`. Did you mean"
                  + " `people-to-target`? Name a flow of the routes folder: its file's name without"
                  + " the ending.");
    }
  }

  @Test
  void aScheduleThatIsNoneIsRefused() {
    people.home.set("oneway.drift." + FLOW, "at night");
    try (Application application = people.home.start(Entry.SCHEDULE)) {
      application.loadFlows();
      assertThatThrownBy(application::takeOver)
          .hasMessageContaining("oneway.drift.people-to-target: `at night` is no schedule.");
    }
  }

  @Test
  void wrongSchedulesAreToldBeforeAnythingStartsAllAtOnce() {
    people
        .home
        .set("oneway.drift." + FLOW, "4 am")
        .set("oneway.drift.poeple-to-target", "0 0 4 * * ?");
    try (Application application = people.home.start(Entry.INSPECT)) {
      assertThat(application.driftFaults())
          .extracting(Fault::place)
          .containsExactly("oneway.drift.people-to-target", "oneway.drift.poeple-to-target");
    }
  }

  @Test
  void aDestinationThatIsDownHasNoDrift() {
    people.home.destination("target", "jdbc:postgresql://127.0.0.1:1/nowhere?user=x");
    Drift drift = people.home.drift(FLOW, false);
    assertThat(drift.run().state()).isEqualTo(RunState.FAILED);
    assertThat(alerts()).isEmpty();
  }

  private static List<String> keys(Drift drift, DriftKind kind) {
    return drift.tally().samples().get(kind).stream()
        .map(found -> found.key().orElseThrow())
        .toList();
  }

  private long names(String name) {
    return Long.parseLong(
        Sql.rows(people.target, "SELECT count(*) FROM people WHERE name = '" + name + "'").get(0));
  }

  private List<Alert> alerts() {
    try (Application application = people.home.start(Entry.INSPECT)) {
      return application.alerts().open();
    }
  }
}
