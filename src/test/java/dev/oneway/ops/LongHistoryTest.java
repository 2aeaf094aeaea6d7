package dev.oneway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.testing.LongHistory;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However long the history is, no address of the management port reads it from end to end: counted
 * by the rows PostgreSQL has read, so that a slow machine fails nothing.
 */
class LongHistoryTest {
  private static final int RUNS = 20_000;

  /** The longest page twice over, and a few rows for each flow. */
  private static final long MOST_ROWS = 2_000;

  @TempDir private Path folder;
  private String state;

  @BeforeEach
  void aLongHistory() {
    state = Postgres.newDatabase();
    LongHistory.fill(state, 100, RUNS, 1_000);
  }

  /** Rows of the table of runs that were read, by whichever way. */
  private long rowsRead() {
    return Long.parseLong(
        Sql.rows(
                state,
                "SELECT seq_tup_read + COALESCE(idx_tup_fetch, 0) FROM pg_stat_user_tables"
                    + " WHERE relname = 'run'")
            .get(0));
  }

  private long sessions() {
    return Long.parseLong(
        Sql.rows(
                state,
                "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid()")
            .get(0));
  }

  /** What a start and these requests read; closing ends the sessions, which then tell. */
  private long rowsReadBy(List<String> paths) {
    long before = rowsRead();
    OpsHouse house = new OpsHouse(folder);
    house
        .home
        .set("oneway.state.url", state)
        .set("oneway.state.user", "postgres")
        .set("oneway.state.password", "postgres");
    try (house) {
      house.start();
      for (String path : paths.isEmpty() ? addresses(house) : paths) {
        assertThat(house.get(path).statusCode()).as(path).isIn(200, 404);
      }
    }
    await().until(() -> sessions() == 0);
    return rowsRead() - before;
  }

  private static List<String> addresses(OpsHouse house) {
    return house.application().managementAddresses().stream()
        .filter(address -> address.startsWith("GET ") && !address.contains("events"))
        .map(
            address ->
                address
                    .substring("GET ".length())
                    .replace(":flow", "flow-7")
                    .replace(":run", "run-77")
                    .replaceAll(":\\w+", "x"))
        .toList();
  }

  @Test
  void noAddressReadsAllOfIt() {
    assertThat(rowsReadBy(List.of())).isBetween(1L, MOST_ROWS);
  }

  @Test
  void noPageOfItReadsThoseBeforeIt() {
    assertThat(
            rowsReadBy(
                List.of(
                    "/api/runs?limit=500&before=run-5000",
                    "/api/runs?flow=flow-7&before=run-5007",
                    "/api/runs?flow=flow-7&limit=100",
                    "/api/stats?flow=flow-7")))
        .isBetween(500L, MOST_ROWS);
  }
}
