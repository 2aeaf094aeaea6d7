package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.flow.FlowLoader;
import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import dev.oneway.testing.OnewayProcess.Result;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo of the packaged jar, as somebody tries it who has nothing but the repository. */
class DemoIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @BeforeEach
  void theShippedFiles() throws IOException {
    Home home = new Home(folder);
    try (Stream<Path> mappings = Files.list(Path.of("mappings"))) {
      mappings.map(Path::toString).forEach(home::copy);
    }
    FlowLoader.filesIn(Path.of("routes")).stream().map(Path::toString).forEach(home::copy);
  }

  @Test
  void flowsThatAreNamedRunAloneAndFollowTheChangesOfTheirSources() {
    String bi = "jdbc:sqlite:" + folder.resolve("data/demo/bi.db");
    String doors = "jdbc:sqlite:" + folder.resolve("data/demo/access-control.db");
    try (OnewayProcess demo =
        OnewayProcess.start(
            folder,
            Map.of(),
            List.of(),
            "demo",
            "shop-orders-to-bi",
            "hr-people-to-access-control",
            "--fast")) {
      await().atMost(SOON).until(() -> demo.out().contains("Ctrl-C ends it"));
      await().atMost(SOON).until(() -> Sql.count(bi, "orders") >= 300);
      await().atMost(SOON).until(() -> Sql.count(doors, "access_people") >= 200);
      assertThat(Sql.count(bi, "order_lines")).isGreaterThan(300);

      List<String> newest = Sql.rows(bi, "SELECT max(updated_at) FROM orders");
      await()
          .atMost(SOON)
          .until(() -> !Sql.rows(bi, "SELECT max(updated_at) FROM orders").equals(newest));
      await().atMost(SOON).until(() -> Sql.count(doors, "access_people") > 200);

      assertThat(demo.err()).doesNotContain("ERROR", "WARN", "rejected");
      Result stopped = demo.stop();
      assertThat(stopped.out())
          .contains("a shop at http://localhost:", "HR in data/demo/hr.db")
          .contains("At once: 200 created", "sql:select * from people", "now holds, read back")
          .doesNotContain("HubSpot", "hubspot");
    }
  }

  @Test
  void whatIsToldByWebhookArrives() {
    String archive = "jdbc:sqlite:" + folder.resolve("data/demo/archive.db");
    String product = "jdbc:sqlite:" + folder.resolve("data/demo/product-warehouse.db");
    try (OnewayProcess demo =
        OnewayProcess.start(
            folder,
            Map.of(),
            List.of(),
            "demo",
            "segment-events-to-warehouse",
            "app-logs-to-archive",
            "--fast")) {
      await().atMost(SOON).until(() -> demo.out().contains("Ctrl-C ends it"));
      await().atMost(SOON).until(() -> tables(archive, "app_logs_%") >= 1);
      await().atMost(SOON).until(() -> tables(product, "%") >= 3);
      assertThat(demo.err()).doesNotContain("ERROR", "WARN", "rejected");
      demo.stop();
    }
  }

  private static long tables(String url, String like) {
    return Sql.count(url, "sqlite_master WHERE type = 'table' AND name LIKE '" + like + "'");
  }

  @Test
  void aFlowItDoesNotKnowExitsWith2AndNamesTheNearest() {
    Result demo = OnewayProcess.run(folder, Map.of(), "demo", "hr-peple-to-access-control");
    assertThat(demo.exitCode()).isEqualTo(2);
    assertThat(demo.err()).contains("Did you mean `hr-people-to-access-control`?");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void helpNamesTheFlows() {
    assertThat(OnewayProcess.run(folder, Map.of(), "demo", "--help").out())
        .contains("[FLOW...]", "shop-orders-to-bi", "hubspot-mql-to-salesforce-lead");
  }
}
