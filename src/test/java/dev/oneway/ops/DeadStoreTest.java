package dev.oneway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state store is gone: the management port says so, soon, and goes on when it is back. */
class DeadStoreTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /**
   * The bound is in the code; this only tells it from the half minute a locked file is waited for.
   */
  private static final Duration PROMPTLY = Duration.ofSeconds(12);

  @TempDir private Path folder;

  private OpsHouse open(String url) {
    OpsHouse house = new OpsHouse(folder);
    house
        .home
        .set("oneway.state.url", url)
        .set("oneway.state.user", "postgres")
        .set("oneway.state.password", "postgres");
    return house.start();
  }

  private static List<String> addresses(OpsHouse house) {
    return house.application().managementAddresses().stream()
        .filter(address -> address.startsWith("GET /api/") && !address.contains("events"))
        .filter(address -> !address.endsWith("/api/me")) // who asks is known without it
        .map(address -> address.substring("GET ".length()).replaceAll(":\\w+", "x"))
        .toList();
  }

  private static void assertGone(OpsHouse house) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(house.get("/health/ready").statusCode()).isEqualTo(503);
              assertThat(house.get("/health/ready").body())
                  .contains("\"down\"", "The state store doesn't answer.");
            });
    long begun = System.nanoTime();
    assertThat(house.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(house.get("/health").statusCode()).isEqualTo(503);
    assertThat(house.get("/metrics").body()).contains("oneway_state_up 0.0", "jvm_memory");
    assertThat(addresses(house))
        .hasSizeGreaterThan(8)
        .allSatisfy(
            path -> {
              assertThat(house.get(path).statusCode()).as(path).isEqualTo(503);
              assertThat(house.get(path).body()).contains("The state store doesn't answer.");
            });
    assertThat(house.post("/api/flows/" + OpsHouse.PEOPLE + "/run", "{}").statusCode())
        .isEqualTo(503);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMPTLY);
  }

  private static void assertBack(OpsHouse house) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(house.get("/health/ready").statusCode()).isEqualTo(200);
              assertThat(house.get("/metrics").body()).contains("oneway_state_up 1.0");
              assertThat(house.get("/api/runs").statusCode()).isEqualTo(200);
            });
  }

  @Test
  void aPostgresThatStaysAway() {
    String state = Postgres.newDatabase();
    String server = state.replaceFirst("/db\\d+", "/postgres");
    String name = state.replaceFirst(".*/(db\\d+).*", "$1");
    try (OpsHouse house = open(state)) {
      assertThat(house.get("/health/ready").statusCode()).isEqualTo(200);
      Sql.execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
      Sql.execute(
          server,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
      assertGone(house);
      Sql.execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
      assertBack(house);
    }
  }

  @Test
  void aSqliteFileThatAnotherLocks() throws SQLException {
    String state = "jdbc:sqlite:" + folder.resolve("state.db");
    try (OpsHouse house = open(state);
        Connection other = DriverManager.getConnection(state);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      assertGone(house);
      statement.execute("COMMIT");
      assertBack(house);
    }
  }

  @Test
  void aSqliteFileThatWasRemoved() throws IOException {
    try (OpsHouse house = open("jdbc:sqlite:" + folder.resolve("state.db"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(it -> it.toString().contains("state.db")).toList()) {
          Files.delete(file);
        }
      }
      assertGone(house);
    }
  }
}
