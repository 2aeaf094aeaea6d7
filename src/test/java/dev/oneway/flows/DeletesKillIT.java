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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed with kill -9 while it removes what is gone, and while a batch waits. */
class DeletesKillIT {
  private static final String FLOW = "people-to-target";
  private static final int PEOPLE = 20_000;
  private static final int LEFT = 5_000;
  private static final Pattern RUN =
      Pattern.compile("oneway approve people-to-target ([-0-9a-f]+)");

  @TempDir private Path folder;
  private final String source = Postgres.newDatabase();
  private final String target = Postgres.newDatabase();

  @BeforeEach
  void deliverAll() {
    for (String database : List.of(source, target)) {
      Sql.execute(database, "CREATE TABLE people (id bigint PRIMARY KEY, name text)");
    }
    Sql.execute(target, "CREATE TABLE people_gone (id bigint PRIMARY KEY, name text)");
    Sql.execute(
        source,
        "INSERT INTO people SELECT i, 'Name ' || i FROM generate_series(1, " + PEOPLE + ") i");
    home("100%");
    assertThat(once().exitCode()).isZero();
    Sql.execute(source, "DELETE FROM people WHERE id % 4 = 0");
  }

  private Home home(String limit) {
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
                        uri: sql:SELECT * FROM people ORDER BY id
                        parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 100 }
                    - split:
                        expression: { ref: { expression: chunk20 } }
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
            fields: { name: name }
            deletes: { missing: gone, action: archive, to: people_gone, limit: LIMIT }
            """
                .replace("LIMIT", limit))
        .writeSettings();
  }

  private Result once() {
    return OnewayProcess.run(folder, Map.of(), "run", FLOW, "--once");
  }

  private void killWhenGone(long rows, String... arguments) {
    try (OnewayProcess oneway = OnewayProcess.start(folder, Map.of(), List.of(), arguments)) {
      oneway.killWhen(
          () -> Sql.count(target, "people_gone") >= rows,
          Duration.ofMillis(5),
          Duration.ofMinutes(1));
    }
  }

  private void assertEqual() {
    assertThat(Sql.rows(target, "SELECT * FROM people ORDER BY id"))
        .isEqualTo(Sql.rows(source, "SELECT * FROM people ORDER BY id"));
    assertThat(Sql.count(target, "people_gone")).isEqualTo(LEFT);
  }

  @Test
  void whatWasToBeRemovedIsRemovedOnceAndTheBooksBalance() {
    killWhenGone(1, "run", FLOW, "--once");
    killWhenGone(Sql.count(target, "people_gone") + 500, "run", FLOW, "--once");

    Result last = once();

    assertThat(last.exitCode()).as(last.toString()).isZero();
    assertEqual();
    assertThat(once().out()).contains("done: read 15000, unchanged 15000");
    String history = OnewayProcess.run(folder, Map.of(), "runs", "--json").out();
    assertThat(history.split("\"state\":\"interrupted\"", -1)).hasSize(3);
    assertThat(history).doesNotContain("\"failed\"", "\"running\"", "\"waiting\"");
  }

  @Test
  void aBatchWaitsThroughKillsAndIsRemovedWhenItIsApproved() {
    home("5%");
    Result waits = once();
    assertThat(waits.exitCode()).as(waits.toString()).isEqualTo(1);
    assertThat(waits.out()).contains("waiting: read 20000, unchanged 15000, held 5000");
    String run = run(OnewayProcess.run(folder, Map.of(), "alerts").out());
    assertThat(OnewayProcess.run(folder, Map.of(), "flows").out())
        .contains("5,000 records are gone at the source and wait.", "oneway reject " + FLOW);

    killWhenGone(1, "approve", FLOW, run);
    Result approved = OnewayProcess.run(folder, Map.of(), "approve", FLOW, run);

    assertThat(approved.exitCode()).as(approved.toString()).isZero();
    assertThat(approved.out()).contains("done: read").contains("deleted");
    assertEqual();
    assertThat(OnewayProcess.run(folder, Map.of(), "alerts").out()).isEqualTo("No alert.\n");
    Result again = OnewayProcess.run(folder, Map.of(), "approve", FLOW, run, "--json");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("Nothing of the run `" + run + "`");
  }

  @Test
  void whatIsRejectedStays() {
    home("5%");
    once();
    String run = run(OnewayProcess.run(folder, Map.of(), "alerts", "--json").out());

    Result rejected = OnewayProcess.run(folder, Map.of(), "reject", FLOW, run, "--json");

    assertThat(rejected.exitCode()).as(rejected.toString()).isZero();
    assertThat(rejected.out()).contains("\"kept\":5000");
    assertThat(once().out()).contains("done: read 15000, unchanged 15000");
    assertThat(Sql.count(target, "people")).isEqualTo(PEOPLE);
    assertThat(OnewayProcess.run(folder, Map.of(), "reject", FLOW, run).exitCode()).isEqualTo(2);
  }

  private static String run(String alerts) {
    Matcher matcher = RUN.matcher(alerts);
    assertThat(matcher.find()).as(alerts).isTrue();
    return matcher.group(1);
  }
}
