package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.logs.LoggingSandbox;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from an application to an archive that is empty at first. */
class AppLogsToArchiveFlowTest {
  private static final String FLOW = "app-logs-to-archive";

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-31T23:59:58Z");
  private final LoggingSandbox application = new LoggingSandbox("s3cret", () -> now);

  @Test
  void eachDayHasATableAndALineIsThereOnce() {
    String archive = "jdbc:sqlite:" + folder.resolve("archive.db");
    Sql.execute(archive, "PRAGMA journal_mode = WAL");
    Home home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("mappings/app-log-to-archive.yaml")
            .destination("archive", archive)
            .set("oneway.webhook.logs.secret", "s3cret");
    application.postTo(Served.door(home).resolve("/logs"));
    assertThat(application.flush()).isTrue();
    application.log("info", "before the door opens", Map.of());
    assertThat(application.flush()).isFalse();

    try (Served flow = Served.start(home, FLOW)) {
      for (int i = 0; i < 1500; i++) {
        application.log("info", "line " + i, Map.of("service", "shop"));
      }
      assertThat(application.flush()).isTrue();
      flow.delivered();
      now = now.plus(Duration.ofSeconds(5));
      application.log("warn", "a new day", Map.of("http", Map.of("status", 503L)));
      assertThat(application.flush()).isTrue();
      flow.delivered();
    }
    assertThat(Sql.count(archive, "app_logs_2026_01_31")).isEqualTo(1501);
    assertThat(Sql.rows(archive, "SELECT level, message, http_status FROM app_logs_2026_02_01"))
        .containsExactly("WARN|a new day|503");
    assertThat(home.deadLetters()).isEmpty();
  }
}
