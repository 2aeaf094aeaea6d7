package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.run.Fate;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state store fails in the middle of a run: nothing is counted that isn't so. */
class BrokenStateTest {
  @TempDir private Path folder;
  private People people;

  @BeforeEach
  void open() {
    people = new People(folder, 1000);
  }

  @AfterEach
  void close() {
    Sabotage.none();
  }

  private String sqlite() {
    return "jdbc:sqlite:" + folder.resolve("data/oneway.db");
  }

  @Test
  void sessionsThatAreKilledMidwayAreReplacedWithoutAnybodyNoticing() {
    String state = Postgres.newDatabase();
    people.home.set("oneway.state.url", state);
    Sabotage.at(4, () -> People.killSessions(state));
    assertThat(people.healingRun().counts().of(Fate.CREATED)).isEqualTo(1000);
  }

  @Test
  void aPostgresThatStaysAwayMidwayLeavesARunTheNextStartFinds() {
    String state = Postgres.newDatabase();
    String server = state.replaceFirst("/db\\d+", "/postgres");
    String name = state.replaceFirst(".*/(db\\d+).*", "$1");
    people.home.set("oneway.state.url", state);
    Sabotage.at(
        4,
        () -> {
          Sql.execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
          Sql.execute(
              server,
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                  + name
                  + "'");
        });
    try (Application application = people.home.start(Entry.ONCE)) {
      assertThat(application.loadFlow(People.FLOW).orElseThrow().isReady()).isTrue();
      application.takeOver();
      assertThatThrownBy(() -> application.call(People.FLOW, RunKind.ONCE, null))
          .hasStackTraceContaining("not currently accepting connections");
      Sql.execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
      await()
          .ignoreExceptions()
          .until(
              () -> {
                application.books().heartbeat();
                return application.books().openRuns().isEmpty();
              });
      RunSummary closed = application.books().log().latest(1).get(0);
      assertThat(closed.state()).isEqualTo(RunState.FAILED);
      assertThat(closed.watermark()).isEmpty();
      assertThat(closed.counts().of(Fate.CREATED)).isEqualTo(300);
    }
    people.healingRun();
  }

  @Test
  void aSqliteFileThatAnotherLocksForAWhileIsWaitedFor() throws Exception {
    people.home.set("oneway.state.url", sqlite());
    people.run();
    Sql.execute(people.source, "UPDATE people SET salary = salary + 1, updated_at = now()");
    ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
    try (Connection connection = DriverManager.getConnection(sqlite());
        Statement statement = connection.createStatement()) {
      Sabotage.at(
          4,
          () -> {
            execute(statement, "BEGIN EXCLUSIVE");
            var unused =
                other.schedule(() -> execute(statement, "COMMIT"), 300, TimeUnit.MILLISECONDS);
          });
      assertThat(people.healingRun().counts().of(Fate.UPDATED)).isEqualTo(1000);
    } finally {
      other.shutdown();
    }
  }

  private static void execute(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFullDiskFailsTheRunAndTheNextDelivers() {
    people.home.set("oneway.state.url", sqlite());
    people.run();
    long pages = Long.parseLong(Sql.rows(sqlite(), "PRAGMA page_count").get(0));
    Sql.execute(
        people.source,
        "INSERT INTO people SELECT i, repeat('x', 100), 1, now() FROM generate_series(2000, 9000)"
            + " i");
    people.home.set("oneway.state.url", sqlite() + "?max_page_count=" + (pages + 8));
    RunSummary failed = people.failedRun();
    assertThat(failed.reason().orElseThrow()).contains("SQLITE_FULL");
    assertThat(failed.counts().of(Fate.CREATED)).isLessThan(7001);

    people.home.set("oneway.state.url", sqlite());
    people.healingRun();
  }
}
