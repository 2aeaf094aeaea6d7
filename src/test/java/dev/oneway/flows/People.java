package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;

/** A flow from one PostgreSQL database to another, 100 people a chunk, that tests disturb. */
final class People {
  static final String FLOW = "people-to-target";
  static final String ALL = "SELECT * FROM people ORDER BY id";

  private static final String TABLE =
      "CREATE TABLE people (id bigint PRIMARY KEY, name text, salary numeric(12,2), updated_at"
          + " timestamptz NOT NULL)";

  final String source = Postgres.newDatabase();
  final String target = Postgres.newDatabase();
  final Home home;

  People(Path folder, int count) {
    Sql.execute(source, TABLE);
    Sql.execute(
        source,
        "INSERT INTO people SELECT i, 'Näme ' || i, i * 1.01, timestamptz '2024-01-01Z' + i *"
            + " interval '1 minute' FROM generate_series(1, "
            + count
            + ") i");
    Sql.execute(target, TABLE);
    home =
        new Home(folder)
            .source("source", source)
            .destination("target", target)
            .write(
                "mappings/people.yaml",
                """
                source: { system: HR, object: people, owner: hr }
                destination: { system: Target, object: people }
                key: { id: id }
                changedAt: updated_at
                fields: { name: name, salary: salary, updated_at: updated_at }
                """);
    steps(
        """
        - bean: { beanType: dev.oneway.flows.Sabotage, method: pass }
        - to: mapping:people
        - to: dedup:ledger
        - to: jdbc-upsert:people?dataSource=#target
        """);
    Sabotage.none();
  }

  /** Other steps for each chunk. */
  People steps(String yaml) {
    return route(
        """
        - to:
            uri: "sql:SELECT * FROM people WHERE updated_at >= :#${exchangeProperty.since} ORDER BY updated_at, id"
            parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 100 }
        - split:
            expression: { ref: { expression: chunk100 } }
            streaming: true
            stopOnException: true
            steps:
        """
            + yaml.indent(6));
  }

  /** Another route altogether, from its first step on. */
  People route(String steps) {
    home.write(
        "routes/people-to-target.camel.yaml",
        """
        - route:
            id: people-to-target
            from:
              uri: quartz:people-to-target
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
        """
            + steps.indent(8));
    return this;
  }

  RunSummary run() {
    return home.runOnce(FLOW);
  }

  /** A run that breaks off; nothing may be taken for a record's fault. */
  RunSummary failedRun() {
    RunSummary failed = run();
    assertThat(failed.state()).as(failed.toString()).isEqualTo(RunState.FAILED);
    assertThat(failed.watermark()).isEmpty();
    assertThat(failed.counts().of(Fate.REJECTED)).isZero();
    assertThat(home.deadLetters()).isEmpty();
    return failed;
  }

  /** A run that mends what the ones before left undone. */
  RunSummary healingRun() {
    RunSummary healed = run();
    assertThat(healed.state()).as(healed.toString()).isEqualTo(RunState.DONE);
    assertThat(healed.counts().balanced()).isTrue();
    bothSidesAreEqual();
    assertThat(home.deadLetters()).isEmpty();
    return healed;
  }

  void bothSidesAreEqual() {
    assertThat(targetRows()).isEqualTo(Sql.rows(source, ALL));
  }

  List<String> targetRows() {
    return Sql.rows(target, ALL);
  }

  /** Ends all sessions of a database except the one that asks. */
  static void killSessions(String url) {
    Sql.execute(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND pid <> pg_backend_pid()");
  }
}
