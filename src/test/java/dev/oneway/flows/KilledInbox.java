package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import dev.oneway.testing.Ports;
import dev.oneway.testing.Sql;
import dev.oneway.testing.WebhookLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The process is killed with kill -9 while events come in and are delivered, 50 times: what was
 * acknowledged is in the destination at the end, written once.
 */
final class KilledInbox {
  private static final int KILLS = 50;
  private static final int LONGEST_LIFE_MILLIS = 400;

  private final Path folder;

  /**
   * @param folder an empty one
   */
  KilledInbox(Path folder) {
    this.folder = folder;
  }

  /**
   * @param settings of the inbox
   */
  void killWhileEventsComeIn(Map<String, String> settings) throws Exception {
    String target = "jdbc:sqlite:" + folder.resolve("target.db");
    int port = Ports.free();
    home(target, port, settings);
    Random random = new Random();
    WebhookLoad load = new WebhookLoad("http://127.0.0.1:" + port + "/webhooks/readings", 4);
    for (int kill = 0; kill < KILLS; kill++) {
      long before = load.acknowledged().size();
      try (OnewayProcess oneway = start()) {
        await()
            .pollInterval(Duration.ofMillis(5))
            .atMost(Duration.ofMinutes(1))
            .until(() -> load.acknowledged().size() > before || !oneway.isAlive());
        assertThat(oneway.isAlive()).as(oneway.err()).isTrue();
        Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
        oneway.kill();
      }
    }
    load.stop();
    try (OnewayProcess oneway = start()) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> ids(target, "readings").containsAll(load.acknowledged()));
      assertThat(oneway.stop().exitCode()).isNotEqualTo(1);
    }
    assertThat(load.acknowledged()).hasSizeGreaterThan(KILLS);
    assertThat(load.sent()).containsAll(ids(target, "readings"));
    // A row is written once: by one insert, and never again.
    assertThat(Sql.count(target, "writes")).isEqualTo(Sql.count(target, "readings"));
    assertThat(Sql.rows(target, "SELECT id FROM readings WHERE value <> id * 7")).isEmpty();
    if (settings.isEmpty()) {
      // A topic counts the ends of transactions too.
      assertThat(OnewayProcess.run(folder, Map.of(), "inbox").out())
          .containsPattern("readings +0 ");
    }
    assertThat(OnewayProcess.run(folder, Map.of(), "dead-letters").out()).contains("Nothing waits");
  }

  private OnewayProcess start() {
    return OnewayProcess.start(folder, Map.of(), List.of("-Xmx256m"), "run");
  }

  private static Set<Long> ids(String target, String table) {
    return Sql.rows(target, "SELECT id FROM " + table).stream()
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  private void home(String target, int port, Map<String, String> settings) {
    Sql.execute(
        target,
        """
        PRAGMA journal_mode = WAL;
        CREATE TABLE readings (id INTEGER PRIMARY KEY, sensor INTEGER, value INTEGER);
        CREATE TABLE writes (id INTEGER);
        CREATE TRIGGER written AFTER INSERT ON readings BEGIN INSERT INTO writes VALUES (new.id); END;
        CREATE TRIGGER rewritten AFTER UPDATE ON readings BEGIN INSERT INTO writes VALUES (new.id); END;
        """);
    Home home = new Home(folder);
    settings.forEach(home::set);
    home.destination("target", target)
        .set("oneway.door.port", Integer.toString(port))
        .write(
            "routes/readings-to-target.camel.yaml",
            """
            - route:
                id: readings-to-target-webhook
                from:
                  uri: platform-http:/webhooks/readings
                  parameters: { httpMethodRestrict: POST }
                  steps:
                    - to: inbox:readings?key=/sensor&deliveryId=/id
            - route:
                id: readings-to-target
                from:
                  uri: inbox:readings
                  parameters: { chunk: 20 }
                  steps:
                    - to: mapping:readings
                    - to: dedup:ledger
                    - to: jdbc-upsert:readings?dataSource=#target
            """)
        .write(
            "mappings/readings.yaml",
            """
            source: { system: Plant, object: reading, owner: plant }
            destination: { system: Target, object: readings }
            key: { id: id }
            fields: { sensor: sensor, value: value }
            """)
        .writeSettings();
  }
}
