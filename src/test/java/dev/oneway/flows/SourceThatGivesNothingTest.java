package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.run.RunState;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole flow whose source gives nothing, or nothing new. */
class SourceThatGivesNothingTest {
  private static final String FLOW = "people-to-doors";

  @TempDir private Path folder;
  private String people;
  private Home home;

  @BeforeEach
  void anEmptySource() {
    people = "jdbc:sqlite:" + folder.resolve("people.db");
    String doors = "jdbc:sqlite:" + folder.resolve("doors.db");
    Sql.execute(people, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, updated_at TEXT)");
    Sql.execute(doors, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)");
    home =
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
                      parameters: { cron: "0 0 3 1 1 ?", stateful: true }
                      steps:
                        - to:
                            uri: "sql:SELECT * FROM people"
                            parameters: { dataSource: "#people", outputType: StreamList }
                        - split:
                            expression: { ref: { expression: chunk100 } }
                            streaming: true
                            stopOnException: true
                            steps:
                              - to: mapping:person
                              - to: dedup:ledger
                              - to: jdbc-upsert:people?dataSource=#doors
                """);
    expect("onEmpty: fail");
  }

  private void expect(String contract) {
    home.write(
        "mappings/person.yaml",
        """
        source: { system: HR, object: people }
        destination: { system: Doors, object: people }
        key: { id: id }
        changedAt: updated_at
        fields: { name: name }
        contract: { %s }
        """
            .formatted(contract));
  }

  private List<Alert> alerts() {
    try (Application application = home.start(Entry.INSPECT)) {
      return application.alerts().open();
    }
  }

  @Test
  void anEmptyReadFailsWhereThatIsNotExpectedAndIsOverWhenThereAreRecordsAgain() {
    assertThat(home.runOnce(FLOW).state()).isEqualTo(RunState.FAILED);
    assertThat(alerts())
        .extracting(Alert::kind)
        .containsExactlyInAnyOrder(AlertKind.EMPTY, AlertKind.FAILING);
    Sql.execute(people, "INSERT INTO people VALUES (1, 'Ann', '2026-01-01T00:00:00Z')");
    assertThat(home.runOnce(FLOW).stateInWords()).isEqualTo("done");
    assertThat(alerts()).isEmpty();
  }

  /** The timer of the service looks every few seconds. */
  @Test
  void aFlowThatIsTooOldIsToldWhileTheServiceRuns() {
    expect("fresh: 1h");
    Sql.execute(people, "INSERT INTO people VALUES (1, 'Ann', '2026-01-01T00:00:00Z')");
    assertThat(home.runOnce(FLOW).stateInWords()).isEqualTo("done");
    assertThat(alerts()).as("nobody has looked").isEmpty();
    try (Application application = home.start(Entry.SCHEDULE)) {
      application.loadFlows();
      application.takeOver();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(application.alerts().open())
                      .singleElement()
                      .satisfies(
                          alert ->
                              assertThat(alert.text())
                                  .startsWith("Nothing newer than 2026-01-01T00:00:00Z")));
    }
  }
}
