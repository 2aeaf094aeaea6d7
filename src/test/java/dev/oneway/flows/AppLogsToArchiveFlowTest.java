package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.logs.LoggingSandbox;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from an application to an archive that is empty at first. */
class AppLogsToArchiveFlowTest {
  private static final String FLOW = "app-logs-to-archive";

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-31T23:59:58Z");
  private final LoggingSandbox application = new LoggingSandbox("s3cret", () -> now);

  private String archive;
  private Home home;

  @BeforeEach
  void anEmptyArchive() {
    archive = "jdbc:sqlite:" + folder.resolve("archive.db");
    Sql.execute(archive, "PRAGMA journal_mode = WAL");
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("mappings/app-log-to-archive.yaml")
            .destination("archive", archive)
            .set("oneway.webhook.logs.secret", "s3cret");
    application.postTo(Served.door(home).resolve("/logs"));
  }

  /** Three times as many a second as a busy shop logs, and that on a machine that is shared. */
  @Test
  void tenThousandLinesAreArchivedWithinSeconds() {
    try (Served flow = Served.start(home, FLOW)) {
      long begin = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        for (int line = 0; line < 1000; line++) {
          application.log("info", "GET /orders/" + line, Map.of("service", "shop"));
        }
        assertThat(application.flush()).isTrue();
      }
      flow.delivered();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(16));
    }
    assertThat(Sql.count(archive, "app_logs_2026_01_31")).isEqualTo(10_000);
  }

  /** Also when its delivery is forgotten, a week later: the archive is only added to. */
  @Test
  void aLineThatIsArchivedIsNeverChanged() throws Exception {
    URI door = Served.door(home).resolve("/logs");
    try (Served flow = Served.start(home, FLOW)) {
      for (String message : List.of("as it was", "forged", "forged again")) {
        post(
            door,
            "{\"id\":\"1\",\"timestamp\":\"2026-01-31T10:00:00Z\",\"message\":\""
                + message
                + "\"}");
        flow.delivered();
        Sql.execute(
            "jdbc:sqlite:" + folder.resolve("data/oneway.db"), "DELETE FROM inbox_delivery");
      }
    }
    assertThat(Sql.rows(archive, "SELECT id, message FROM app_logs_2026_01_31"))
        .containsExactly("1|as it was");
    assertThat(home.deadLetters()).isEmpty();
  }

  private static void post(URI door, String line) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .header("Content-Type", "application/x-ndjson")
            .header("Authorization", "Bearer s3cret")
            .POST(HttpRequest.BodyPublishers.ofString(line))
            .build();
    assertThat(
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body())
        .isEqualTo("{\"accepted\":1,\"duplicates\":0}");
  }

  @Test
  void eachDayHasATableAndALineIsThereOnce() {
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
