package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.testing.OnewayProcess;
import dev.oneway.testing.OnewayProcess.Result;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar: two processes at the same work, and one with little memory. */
class TwoProcessesIT {
  private static final String STEPS =
      """
      - to: mapping:people
      - to: dedup:ledger
      - to: jdbc-upsert:people?dataSource=#target
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoProcessesWithOneStateStoreDeliverEachRecordOnce(boolean stateInPostgres) {
    People people = new People(folder, 20_000).steps(STEPS);
    if (stateInPostgres) {
      people.home.set("oneway.state.url", Postgres.newDatabase());
    }
    people.home.writeSettings();
    Sql.execute(people.target, "CREATE TABLE writes (id bigint)");
    Sql.execute(
        people.target,
        "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO writes"
            + " VALUES (NEW.id); RETURN NULL; END'");
    Sql.execute(
        people.target,
        "CREATE TRIGGER note AFTER INSERT OR UPDATE ON people FOR EACH ROW EXECUTE FUNCTION"
            + " note()");
    try (OnewayProcess first = start(List.of());
        OnewayProcess second = start(List.of())) {
      Result one = first.await();
      Result two = second.await();
      assertThat(one.exitCode()).as(one.toString()).isZero();
      assertThat(two.exitCode()).as(two.toString()).isZero();
    }
    people.bothSidesAreEqual();
    assertThat(Sql.count(people.target, "writes")).isEqualTo(20_000);
  }

  @Test
  void twoHundredThousandRecordsPassThroughLittleMemory() {
    People people = new People(folder, 200_000).steps(STEPS);
    people.home.writeSettings();
    try (OnewayProcess process = start(List.of("-Xmx64m"))) {
      Result result = process.await();
      assertThat(result.exitCode()).as(result.toString()).isZero();
      assertThat(result.out()).contains("read 200000, created 200000");
    }
    assertThat(Sql.count(people.target, "people")).isEqualTo(200_000);
  }

  private OnewayProcess start(List<String> javaOptions) {
    return OnewayProcess.start(folder, Map.of(), javaOptions, "run", People.FLOW, "--once");
  }
}
