package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The destination dies while it is written. */
class BrokenDestinationTest {
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

  /** The session is killed by the 550th row, inside the transaction, this many times. */
  private void mine(int explosions) {
    Sql.execute(people.target, "CREATE SEQUENCE explosions");
    Sql.execute(
        people.target,
        """
        CREATE FUNCTION mine() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN \
        IF NEW.id = 550 AND nextval(''explosions'') <= %d THEN \
        PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END'"""
            .formatted(explosions));
    Sql.execute(
        people.target,
        "CREATE TRIGGER mine BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION mine()");
  }

  @Test
  void aSessionThatIsKilledOnceIsOnlyASecondTry() {
    mine(1);
    assertThat(people.healingRun().counts().of(Fate.CREATED)).isEqualTo(1000);
  }

  @Test
  void aSessionThatIsKilledAtEachTryFailsTheRunAndTheNextDelivers() {
    mine(3);
    RunSummary failed = people.failedRun();
    assertThat(failed.counts().of(Fate.CREATED)).isEqualTo(500);
    assertThat(failed.counts().read()).isEqualTo(600);
    assertThat(failed.reason().orElseThrow()).contains("PostgreSQL: Database connection failed");
    assertThat(people.healingRun().counts().of(Fate.CREATED)).isEqualTo(500);
  }

  @Test
  void idleSessionsThatWereKilledAreReplacedWithoutAnybodyNoticing() {
    Sabotage.at(4, () -> People.killSessions(people.target));
    assertThat(people.healingRun().counts().of(Fate.CREATED)).isEqualTo(1000);
  }

  @Test
  void aDatabaseThatLetsNobodyInFailsTheRunAndHealsByItself() {
    String server = people.target.replaceFirst("/db\\d+", "/postgres");
    String name = people.target.replaceFirst(".*/(db\\d+).*", "$1");
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
    RunSummary failed = people.failedRun();
    assertThat(failed.counts().of(Fate.CREATED)).isEqualTo(300);
    assertThat(failed.reason().orElseThrow()).contains("not currently accepting connections");

    Sql.execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    people.healingRun();
  }

  @Test
  void aTableThatVanishesMidwayFailsTheRunAtOnceAndSaysSo() {
    Sabotage.at(4, () -> Sql.execute(people.target, "ALTER TABLE people RENAME TO gone"));
    assertThat(people.failedRun().reason().orElseThrow()).contains("people");
    Sql.execute(people.target, "ALTER TABLE gone RENAME TO people");
    people.healingRun();
  }

  @Test
  void aTableThatIsLockedByAnotherIsWaitedFor() throws Exception {
    try (var locker = java.sql.DriverManager.getConnection(people.target)) {
      locker.setAutoCommit(false);
      Sabotage.at(
          2,
          () -> {
            try (var statement = locker.createStatement()) {
              statement.execute("LOCK TABLE people IN ACCESS EXCLUSIVE MODE");
            } catch (java.sql.SQLException e) {
              throw new IllegalStateException(e);
            }
          });
      people.home.destination("target", people.target + "&options=-c%20lock_timeout=50");
      RunSummary failed = people.failedRun();
      assertThat(failed.reason().orElseThrow()).contains("lock timeout");
      assertThat(failed.state()).isEqualTo(RunState.FAILED);
      locker.rollback();
    }
    people.healingRun();
  }
}
