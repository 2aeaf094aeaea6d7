package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes when, and in which order it is seen. */
class VersionsTest {
  @TempDir private Path folder;
  private People people;

  @BeforeEach
  void open() {
    people = new People(folder, 10);
  }

  private void source(String statement) {
    Sql.execute(people.source, statement);
  }

  private RunSummary run() {
    RunSummary run = people.run();
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    return run;
  }

  private String nameOf(int id) {
    return Sql.rows(people.target, "SELECT name FROM people WHERE id = " + id).get(0);
  }

  @Test
  void aRowThatIsCommittedLateWithAnOlderTimeIsStillPickedUp() {
    source("INSERT INTO people VALUES (100, 'newest', 1, '2024-06-01 12:00:00Z')");
    run();
    source("INSERT INTO people VALUES (101, 'late', 1, '2024-06-01 11:56:00Z')");
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(1);
    people.bothSidesAreEqual();
  }

  @Test
  void aRowWithTheTimeOfTheWatermarkIsNotSkipped() {
    source("INSERT INTO people VALUES (100, 'first', 1, '2024-06-01 12:00:00Z')");
    run();
    source("INSERT INTO people VALUES (101, 'equal', 1, '2024-06-01 12:00:00Z')");
    source("UPDATE people SET name = 'changed in the same moment' WHERE id = 100");
    RunSummary run = run();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    people.bothSidesAreEqual();
  }

  @Test
  void aValueThatGoesABAIsDeliveredEachTime() {
    run();
    for (String name : List.of("A", "B", "A")) {
      source("UPDATE people SET name = '" + name + "', updated_at = now() WHERE id = 3");
      assertThat(run().counts().of(Fate.UPDATED)).isEqualTo(1);
      assertThat(nameOf(3)).isEqualTo(name);
    }
  }

  @Test
  void anOlderVersionNeverOverwritesANewer() {
    source("UPDATE people SET name = 'new', updated_at = '2024-06-01 12:00:00Z' WHERE id = 3");
    run();
    source("UPDATE people SET name = 'old', updated_at = '2024-06-01 11:58:00Z' WHERE id = 3");
    RunSummary run = run();
    assertThat(run.counts().of(Fate.STALE)).isEqualTo(1);
    assertThat(nameOf(3)).isEqualTo("new");
  }

  @Test
  void ofTwoRecordsOfOneKeyInAChunkTheNewerWinsWhereverItStands() {
    twoOfOneKey("ORDER BY updated_at DESC", 100);
    RunSummary run = run();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.STALE)).isEqualTo(9);
    assertThat(nameOf(1)).isEqualTo("Näme 10");
  }

  @Test
  void ofTwoRecordsOfOneKeyInTwoChunksTheNewerWinsWhereverItStands() {
    twoOfOneKey("ORDER BY updated_at DESC", 1);
    RunSummary run = run();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.STALE)).isEqualTo(9);
    assertThat(nameOf(1)).isEqualTo("Näme 10");
  }

  @Test
  void recordsOfOneKeyInOrderAreDeliveredOneAfterTheOther() {
    twoOfOneKey("ORDER BY updated_at", 1);
    RunSummary run = run();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(9);
    assertThat(nameOf(1)).isEqualTo("Näme 10");
  }

  private void twoOfOneKey(String order, int chunk) {
    people.route(
        """
        - to:
            uri: "sql:SELECT 1 AS id, name, salary, updated_at FROM people %s"
            parameters: { dataSource: "#source", outputType: StreamList }
        - split:
            expression: { ref: { expression: chunk%d } }
            streaming: true
            stopOnException: true
            steps:
              - to: mapping:people
              - to: dedup:ledger
              - to: jdbc-upsert:people?dataSource=#target
        """
            .formatted(order, chunk));
  }

  @Test
  void aRowDatedInTheFutureDoesNotHideLaterOnes() {
    source("UPDATE people SET updated_at = '2999-12-31Z' WHERE id = 7");
    RunSummary run = run();
    assertThat(run.watermark().orElseThrow().instant())
        .isBeforeOrEqualTo(Instant.now())
        .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    source("INSERT INTO people VALUES (100, 'today', 1, now())");
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(1);
    source("UPDATE people SET name = 'again', updated_at = '2999-12-31Z' WHERE id = 7");
    assertThat(run().counts().of(Fate.UPDATED)).isEqualTo(1);
    people.bothSidesAreEqual();
  }

  @Test
  void aRunThatReadsNothingKeepsTheWatermark() {
    run();
    source("DELETE FROM people");
    RunSummary run = run();
    assertThat(run.counts().read()).isZero();
    source("INSERT INTO people VALUES (100, 'late', 1, '2024-01-01 00:08:00Z')");
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(1);
  }
}
