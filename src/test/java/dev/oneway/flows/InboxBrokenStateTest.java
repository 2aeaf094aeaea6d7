package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds the events fails: the answers are honest, and it heals without a hand. */
class InboxBrokenStateTest {
  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private String target;
  private Home home;

  @BeforeEach
  void open() {
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    Sql.execute(target, "CREATE TABLE things (id INTEGER PRIMARY KEY, text TEXT)");
    home =
        new Home(folder)
            .destination("target", target)
            .set("oneway.door.port", "0")
            .write(
                "routes/things-to-target.camel.yaml",
                """
                - route:
                    id: things-to-target-webhook
                    from:
                      uri: platform-http:/webhooks/things
                      parameters: { httpMethodRestrict: POST }
                      steps:
                        - to: inbox:things?deliveryId=/id
                - route:
                    id: things-to-target
                    from:
                      uri: inbox:things
                      steps:
                        - to: mapping:things
                        - to: dedup:ledger
                        - to: jdbc-upsert:things?dataSource=#target
                """)
            .write(
                "mappings/things.yaml",
                """
                source: { system: World, object: thing, owner: nobody }
                destination: { system: Target, object: things }
                key: { id: id }
                fields: { text: text }
                """);
  }

  private Application start() {
    Application application = home.start(Entry.SCHEDULE);
    assertThat(application.loadFlows()).allMatch(flow -> flow.isReady());
    application.takeOver();
    return application;
  }

  private static HttpRequest request(Application application, int id, String text) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + application.doorPort() + "/webhooks/things"))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofString("{\"id\":%d,\"text\":\"%s\"}".formatted(id, text)))
        .build();
  }

  private HttpResponse<String> post(Application application, int id, String text) {
    try {
      return client.send(request(application, id, text), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertComeAgain(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).isEqualTo("{\"error\":\"the events can't be stored now\"}");
  }

  @Test
  void onAFullDiskWhatIsNotStoredIsNotAcknowledged() {
    String state = "jdbc:sqlite:" + folder.resolve("data/oneway.db");
    home.flows();
    long pages = Long.parseLong(Sql.rows(state, "PRAGMA page_count").get(0));
    home.set("oneway.state.url", state + "?max_page_count=" + (pages + 60));
    List<Integer> acknowledged = new ArrayList<>();
    try (Application application = start()) {
      // Nothing leaves the inbox, so that it grows.
      Sql.execute(target, "ALTER TABLE things RENAME TO gone");
      int id = 0;
      HttpResponse<String> answer = post(application, ++id, "x".repeat(8000));
      while (answer.statusCode() == 202 && id < 200) {
        acknowledged.add(id);
        answer = post(application, ++id, "x".repeat(8000));
      }
      assertComeAgain(answer);
      assertThat(acknowledged).hasSizeGreaterThan(5);
    }
    Sql.execute(target, "ALTER TABLE gone RENAME TO things");
    home.set("oneway.state.url", state);
    try (Application application = start()) {
      await().until(() -> Sql.count(target, "things") == acknowledged.size());
      assertThat(post(application, 1000, "there is room").statusCode()).isEqualTo(202);
      await().until(() -> Sql.count(target, "things") == acknowledged.size() + 1);
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void whileTheStateStoreIsGoneSendersAreToldToComeAgain() {
    String state = Postgres.newDatabase();
    String server = state.replaceFirst("/db\\d+", "/postgres");
    String name = state.replaceFirst(".*/(db\\d+).*", "$1");
    home.set("oneway.state.url", state);
    try (Application application = start()) {
      assertThat(post(application, 1, "before").statusCode()).isEqualTo(202);
      await().until(() -> Sql.count(target, "things") == 1);
      Sql.execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
      Sql.execute(
          server,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
      assertComeAgain(post(application, 2, "meanwhile"));
      Sql.execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
      await().until(() -> post(application, 3, "after").statusCode() == 202);
      await().until(() -> Sql.count(target, "things") == 2);
    }
    assertThat(Sql.rows(target, "SELECT text FROM things ORDER BY id"))
        .containsExactly("before", "after");
  }

  @Test
  void aStateStoreThatAnotherLocksForAWhileIsWaitedFor() throws Exception {
    String state = Postgres.newDatabase();
    home.set("oneway.state.url", state);
    try (Application application = start();
        Connection other = DriverManager.getConnection(state);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE inbox_event IN ACCESS EXCLUSIVE MODE");
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(
              request(application, 1, "patient"), HttpResponse.BodyHandlers.ofString());
      await().until(() -> !Sql.rows(state, "SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty());
      assertThat(answer).isNotDone();
      other.commit();
      assertThat(answer.get().statusCode()).isEqualTo(202);
      await().until(() -> Sql.count(target, "things") == 1);
    }
  }
}
