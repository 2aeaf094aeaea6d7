package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import dev.oneway.testing.OnewayProcess.Result;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process is killed with kill -9 while it delivers; what it left is taken up by the next. */
class KillIT {
  private static final String FLOW = "people-to-target";
  private static final int PEOPLE = 40_000;
  private static final int KILLS = 5;
  private static final String TABLE =
      "CREATE TABLE people (id bigint PRIMARY KEY, name text, salary numeric(12,2), updated_at"
          + " timestamptz NOT NULL)";

  @TempDir private Path folder;
  private final String source = Postgres.newDatabase();
  private final String target = Postgres.newDatabase();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void afterManyKillsBothSidesAreEqualAndTheBooksBalance(boolean stateInPostgres) {
    Home home = home();
    if (stateInPostgres) {
      home.set("oneway.state.url", Postgres.newDatabase()).writeSettings();
    }
    Random random = new Random();
    for (int kill = 0; kill < KILLS; kill++) {
      killWhenTargetHas(Sql.count(target, "people") + 1 + random.nextInt(PEOPLE / KILLS / 2));
    }
    Result last = OnewayProcess.run(folder, Map.of(), "run", FLOW, "--once");
    assertThat(last.exitCode()).as(last.toString()).isZero();

    assertThat(Sql.rows(target, "SELECT * FROM people ORDER BY id"))
        .isEqualTo(Sql.rows(source, "SELECT * FROM people ORDER BY id"));
    String history = OnewayProcess.run(folder, Map.of(), "runs", "--json").out();
    assertThat(history.split("\"state\":\"interrupted\"", -1)).hasSize(KILLS + 1);
    assertThat(history).doesNotContain("\"failed\"", "\"running\"");
    Result again = OnewayProcess.run(folder, Map.of(), "run", FLOW, "--once");
    assertThat(again.out()).contains("done: read").contains("unchanged").doesNotContain("created");
  }

  @Test
  void aFlowThatWasCutOffRunsAgainAtOnceAndNotAtItsNextTime() {
    home();
    killWhenTargetHas(1000);
    try (OnewayProcess service = OnewayProcess.start(folder, Map.of(), List.of())) {
      await().atMost(Duration.ofMinutes(1)).until(() -> Sql.count(target, "people") == PEOPLE);
      await().atMost(Duration.ofMinutes(1)).until(() -> service.err().contains(" done: "));
      service.stop();
    }
  }

  private void killWhenTargetHas(long rows) {
    try (OnewayProcess oneway =
        OnewayProcess.start(folder, Map.of(), List.of(), "run", FLOW, "--once")) {
      oneway.killWhen(
          () -> Sql.count(target, "people") >= rows, Duration.ofMillis(10), Duration.ofMinutes(1));
    }
  }

  private Home home() {
    Sql.execute(source, TABLE);
    Sql.execute(
        source,
        "INSERT INTO people SELECT i, 'Näme ' || i, i * 1.01, timestamptz '2024-01-01' + i *"
            + " interval '1 second' FROM generate_series(1, "
            + PEOPLE
            + ") i");
    Sql.execute(target, TABLE);
    return new Home(folder)
        .source("source", source)
        .destination("target", target)
        .write(
            "routes/people-to-target.camel.yaml",
            """
            - route:
                id: people-to-target
                from:
                  uri: quartz:people-to-target
                  parameters: { cron: "0 0 3 1 1 ?", stateful: true }
                  steps:
                    - to:
                        uri: "sql:SELECT * FROM people WHERE updated_at >= :#${exchangeProperty.since} ORDER BY id"
                        parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 100 }
                    - split:
                        expression: { ref: { expression: chunk100 } }
                        streaming: true
                        stopOnException: true
                        steps:
                          - to: mapping:people
                          - to: dedup:ledger
                          - to: jdbc-upsert:people?dataSource=#target
            """)
        .write(
            "mappings/people.yaml",
            """
            source: { system: HR, object: people, owner: hr }
            destination: { system: Target, object: people }
            key: { id: id }
            changedAt: updated_at
            fields: { name: name, salary: salary, updated_at: updated_at }
            """)
        .writeSettings();
  }
}
