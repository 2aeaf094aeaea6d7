package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.app.Range;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A range of the source is delivered once more. The people changed a minute apart. */
class BackfillFlowTest {
  @TempDir private Path folder;
  private People people;
  private List<String> watermark;

  @BeforeEach
  void aDestinationThatHasLostEverything() {
    people =
        new People(folder, 300)
            .steps(
                """
                - to: mapping:people
                - to: dedup:ledger
                - to: jdbc-upsert:people?dataSource=#target
                """);
    people.run();
    Sql.execute(people.target, "DELETE FROM people");
    Sql.execute(state(), "DELETE FROM ledger_entry");
    watermark = Sql.rows(state(), "SELECT flow, position FROM watermark");
    assertThat(watermark).hasSize(1);
  }

  @Test
  void aRangeIsReadAgainAndTheWatermarkStays() {
    RunSummary run = backfill(range("2024-01-01T00:10:00Z", "2024-01-01T01:00:00Z", List.of()));
    assertThat(run.kind()).isEqualTo("backfill");
    assertThat(run.countsInWords()).isEqualTo("read 291, filtered 240, created 51");
    assertThat(Sql.rows(people.target, "SELECT min(id), max(id) FROM people"))
        .containsExactly("10|60");
    assertThat(Sql.rows(state(), "SELECT flow, position FROM watermark")).isEqualTo(watermark);
    assertThat(backfill(range("2024-01-01", null, List.of())).countsInWords())
        .as("through the same ledger")
        .isEqualTo("read 300, unchanged 51, created 249");
    people.bothSidesAreEqual();
  }

  @Test
  void keysAreTakenOutOfAllThereIs() {
    RunSummary run = backfill(range(null, null, List.of("7", "250", "9999")));
    assertThat(run.countsInWords()).isEqualTo("read 300, filtered 298, created 2");
    assertThat(Sql.rows(people.target, "SELECT id FROM people ORDER BY id"))
        .containsExactly("7", "250");
  }

  @Test
  void aSourceThatCantBeAskedForAPartIsReadWholeAndOnlyThePartIsDelivered() {
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
    RunSummary run = backfill(range("2024-01-01T00:10:00Z", "2024-01-01T01:00:00Z", List.of()));
    assertThat(run.countsInWords()).isEqualTo("read 300, filtered 249, created 51");
  }

  private RunSummary backfill(Range range) {
    return people.home.through(People.FLOW, runs -> runs.backfill(range));
  }

  private static Range range(String from, String to, List<String> keys) {
    return new Range(
        Optional.ofNullable(from).flatMap(Range::version),
        Optional.ofNullable(to).flatMap(Range::version),
        keys);
  }

  private String state() {
    return "jdbc:sqlite:" + folder.resolve("data/oneway.db");
  }
}
