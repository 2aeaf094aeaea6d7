package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that marks what is gone, in a flow of its own: who leaves loses access and keeps it. */
class DeletesFlowTest {
  private static final String FLOW = "people-to-doors";
  private static final String ALL =
      "SELECT id, name, active, left_reason, note FROM people ORDER BY id";

  @TempDir private Path folder;
  private final String hr = Postgres.newDatabase();
  private final String doors = Postgres.newDatabase();
  private Home home;

  @BeforeEach
  void aSourceWithAFlag() {
    home =
        new Home(folder)
            .source("hr", hr)
            .destination("doors", doors)
            .write("routes/people-to-doors.camel.yaml", ROUTE)
            .write("mappings/person-to-door.yaml", MAPPING);
    Sql.execute(
        hr,
        """
        CREATE TABLE people (id int PRIMARY KEY, name text, hired boolean, archived boolean,
          revision bigint);
        INSERT INTO people VALUES (1, 'Ann', true, false, 1), (2, 'Bob', true, false, 2),
          (3, 'Cid', true, false, 3), (4, 'Dan', false, false, 4);
        """);
    Sql.execute(
        doors,
        "CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL, active boolean NOT NULL,"
            + " left_reason text, note text DEFAULT 'theirs')");
  }

  private static final String ROUTE =
      """
      - route:
          id: people-to-doors
          from:
            uri: quartz:people-to-doors
            parameters: { cron: "0 0/5 * * * ?", stateful: true }
            steps:
              - to:
                  uri: sql:SELECT * FROM people WHERE revision >= :#${exchangeProperty.sinceNumber} ORDER BY revision
                  parameters: { dataSource: "#hr", outputType: StreamList, fetchSize: 100 }
              - split:
                  expression: { ref: { expression: chunk100 } }
                  streaming: true
                  stopOnException: true
                  steps:
                    - to: mapping:person-to-door
                    - to: dedup:ledger
                    - to: jdbc-upsert:people?dataSource=#doors
      """;

  private static final String MAPPING =
      """
      source: { system: HR, object: people, owner: hr }
      destination: { system: Doors, object: people }
      key: { id: id }
      changedAt: { from: revision, type: integer }
      where: hired
      fields:
        name: { from: name, required: true }
        active: { value: true }
        left_reason: { value: null }
      deletes: { when: archived = true, action: deactivate, set: { active: false, left_reason: gone } }
      """;

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.reason()).isEmpty();
    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(run.counts().balanced()).isTrue();
    return run;
  }

  @Test
  void whoLeavesIsDeactivatedAndWhoReturnsHasTheOldRow() {
    assertThat(run().countsInWords()).isEqualTo("read 4, filtered 1, created 3");
    Sql.execute(doors, "UPDATE people SET note = 'has a key' WHERE id = 2");

    Sql.execute(
        hr,
        """
        UPDATE people SET archived = true, name = null, hired = false, revision = 5 WHERE id = 2;
        UPDATE people SET archived = true, revision = 6 WHERE id = 4;
        """);
    assertThat(run().countsInWords()).isEqualTo("read 4, unchanged 3, deleted 1");
    assertThat(Sql.rows(doors, ALL))
        .containsExactly("1|Ann|t|null|theirs", "2|Bob|f|gone|has a key", "3|Cid|t|null|theirs");
    List<String> versions = Sql.rows(doors, "SELECT ctid, xmin FROM people ORDER BY id");
    assertThat(run().counts().of(Fate.UNCHANGED)).isEqualTo(run().counts().read());
    assertThat(Sql.rows(doors, "SELECT ctid, xmin FROM people ORDER BY id")).isEqualTo(versions);

    Sql.execute(
        hr,
        "UPDATE people SET archived = false, name = 'Bob', hired = true, revision = 7 WHERE id = 2");
    assertThat(run().counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(Sql.rows(doors, ALL))
        .containsExactly("1|Ann|t|null|theirs", "2|Bob|t|null|has a key", "3|Cid|t|null|theirs");
    assertThat(run().counts().of(Fate.UPDATED)).isZero();
  }

  /** What a killed run would leave: written at the destination, unknown to the ledger. */
  @Test
  void aLostLedgerFindsThemMarked() {
    run();
    Sql.execute(hr, "UPDATE people SET archived = true, revision = 5 WHERE id = 2");
    run();
    home.set("oneway.state.url", "jdbc:sqlite:" + folder.resolve("data/other.db"));

    assertThat(run().countsInWords()).isEqualTo("read 4, filtered 1, unchanged 3");
  }

  @Test
  void aRefusedDeactivationWaitsAndIsReplayed() {
    run();
    Sql.execute(
        doors,
        "ALTER TABLE people ADD CONSTRAINT inside CHECK (active OR left_reason = 'checked out')");
    Sql.execute(hr, "UPDATE people SET archived = true, revision = 5 WHERE id = 2");
    assertThat(run().counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(home.deadLetters())
        .singleElement()
        .extracting(DeadLetter::key)
        .isEqualTo(Optional.of("2"));

    Sql.execute(doors, "ALTER TABLE people DROP CONSTRAINT inside");
    assertThat(home.replay(FLOW).counts().of(Fate.DELETED)).isEqualTo(1);
    assertThat(Sql.rows(doors, ALL)).contains("2|Bob|f|gone|theirs");
    assertThat(home.deadLetters()).isEmpty();
  }
}
