package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import dev.oneway.testing.OnewayProcess.Result;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan of a hundred thousand records, its application and a repair, in little memory, killed in
 * the middle with kill -9: what is done again is found done. Takes a minute for its records.
 */
class PreviewKillIT {
  private static final String FLOW = "people-to-target";
  private static final int PEOPLE = 100_000;
  private static final List<String> LITTLE_MEMORY = List.of("-Xmx96m");

  @TempDir private Path folder;
  private final String source = Postgres.newDatabase();
  private final String target = Postgres.newDatabase();

  @Test
  void aPlanItsApplicationAndARepairSurviveBeingKilled() {
    home();
    Result plan = run("plan", FLOW, "--out", "all.plan");
    assertThat(plan.exitCode()).as(plan.toString()).isZero();
    assertThat(plan.out()).contains("created 100000");
    assertThat(Sql.count(target, "people")).isZero();

    kill(() -> Sql.count(target, "people") >= 20_000, "apply", "all.plan");
    Sql.execute(target, "INSERT INTO people VALUES (99999, 'theirs', 1, '2020-01-01Z')");
    Result applied = run("apply", "all.plan");
    assertThat(applied.exitCode()).as(applied.toString()).isEqualTo(1);
    assertThat(applied.out()).contains("skipped 1").contains("theirs");
    assertThat(Sql.count(target, "people")).isEqualTo(PEOPLE);
    assertThat(run("run", FLOW, "--once").out()).contains("updated 1");
    bothSidesAreEqual();

    Sql.execute(target, "UPDATE people SET name = 'edited' WHERE id % 4 = 0");
    kill(() -> edited() < 20_000, "drift", FLOW, "--repair");
    assertThat(edited()).isBetween(1L, 20_000L);
    Result repaired = run("drift", FLOW, "--repair");
    assertThat(repaired.exitCode()).as(repaired.toString()).isZero();
    bothSidesAreEqual();
    Result drift = run("drift", FLOW);
    assertThat(drift.exitCode()).as(drift.toString()).isZero();
    assertThat(drift.out()).contains("100,000 records compared, 0 missing, 0 changed, 0 extra");

    String history = OnewayProcess.run(folder, Map.of(), "runs", "--json").out();
    assertThat(history.split("\"state\":\"interrupted\"", -1)).hasSize(3);
    assertThat(history).doesNotContain("\"failed\"", "\"running\"");
  }

  private long edited() {
    return Sql.count(target, "people WHERE name = 'edited'");
  }

  private void bothSidesAreEqual() {
    String sum = "SELECT count(*), sum(hashtext(people::text)) FROM people";
    assertThat(Sql.rows(target, sum)).isEqualTo(Sql.rows(source, sum));
  }

  private Result run(String... arguments) {
    try (OnewayProcess oneway = OnewayProcess.start(folder, Map.of(), LITTLE_MEMORY, arguments)) {
      return oneway.await();
    }
  }

  private void kill(Callable<Boolean> when, String... arguments) {
    try (OnewayProcess oneway = OnewayProcess.start(folder, Map.of(), LITTLE_MEMORY, arguments)) {
      oneway.killWhen(when, Duration.ofMillis(20), Duration.ofMinutes(2));
    }
  }

  private void home() {
    String table =
        "CREATE TABLE people (id bigint PRIMARY KEY, name text, salary numeric(12,2), updated_at"
            + " timestamptz NOT NULL)";
    Sql.execute(source, table);
    Sql.execute(
        source,
        "INSERT INTO people SELECT i, 'Näme ' || i, i * 1.01, timestamptz '2024-01-01' + i *"
            + " interval '1 second' FROM generate_series(1, "
            + PEOPLE
            + ") i");
    Sql.execute(target, table);
    new Home(folder)
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
                        parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 500 }
                    - split:
                        expression: { ref: { expression: chunk500 } }
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
