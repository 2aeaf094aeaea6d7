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
  void aFlowThatIsNamedRunsAlone() {
    String people = "hr-people-to-access-control";
    try (OnewayProcess demo = OnewayProcess.start(folder, Map.of(), List.of(), "demo", people)) {
      await()
          .atMost(SOON)
          .until(() -> demo.err().contains(people + " done: read 200, created 200"));
      await()
          .atMost(SOON)
          .until(() -> demo.err().lines().anyMatch(line -> line.contains("updated")));
      Result stopped = demo.stop();
      assertThat(stopped.out())
          .contains("HR: data/demo/hr.db", "Access control: data/demo/access-control.db")
          .doesNotContain("Shop", "HubSpot", "shop-orders-to-bi");
      assertThat(
              Sql.count(
                  "jdbc:sqlite:" + folder.resolve("data/demo/access-control.db"), "access_people"))
          .isGreaterThanOrEqualTo(200);
    }
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
