package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.KafkaBroker;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The same route files with a Kafka topic as the inbox, on a real broker. */
class KafkaInboxFlowTest {
  private static final String FLOW = "tickets-to-target";
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String ROUTES =
      """
      - route:
          id: tickets-to-target-webhook
          from:
            uri: platform-http:/webhooks/tickets
            parameters: { httpMethodRestrict: POST }
            steps:
              - to: inbox:tickets?key=/id&deliveryId=header:webhook-id
      - route:
          id: tickets-to-target
          from:
            uri: inbox:tickets
            parameters: { chunk: 50, attempts: 2 }
            steps:
              - bean: { beanType: dev.oneway.flows.Poison, method: look }
              - to: mapping:tickets
              - to: dedup:ledger
              - to: jdbc-upsert:tickets?dataSource=#target
      """;

  @TempDir private static Path brokerFolder;
  private static KafkaBroker broker;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private String target;
  private Home home;
  private int port;

  @BeforeAll
  static void startBroker() {
    broker = KafkaBroker.start(brokerFolder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void open(TestInfo test) throws IOException {
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    Sql.execute(target, "CREATE TABLE tickets (id INTEGER PRIMARY KEY, title TEXT)");
    Sql.execute(target, "CREATE TABLE writes (id INTEGER, title TEXT)");
    Sql.execute(
        target,
        "CREATE TRIGGER noted AFTER INSERT ON tickets BEGIN INSERT INTO writes VALUES (NEW.id,"
            + " NEW.title); END");
    port = freePort();
    home = home(folder, port, test.getTestMethod().orElseThrow().getName() + "-");
  }

  private Home home(Path folder, int port, String topicPrefix) {
    return new Home(folder)
        .destination("target", target)
        .set("camel.server.enabled", "true")
        .set("camel.server.port", Integer.toString(port))
        .set("oneway.inbox", "kafka")
        .set("oneway.inbox.kafka.bootstrapServers", broker.address())
        .set("oneway.inbox.kafka.topicPrefix", topicPrefix)
        .set("oneway.inbox.kafka.partitions", "4")
        .write("routes/tickets-to-target.camel.yaml", ROUTES)
        .write(
            "mappings/tickets.yaml",
            """
            source: { system: Helpdesk, object: ticket, owner: support }
            destination: { system: Target, object: tickets }
            key: { id: id }
            changedAt: changed_at
            fields: { title: title }
            """);
  }

  @AfterEach
  void close() {
    Poison.word = null;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static Application start(Home home) {
    Application application = home.start(Entry.SCHEDULE);
    assertThat(application.loadFlows()).allMatch(flow -> flow.isReady(), "ready");
    application.takeOver();
    return application;
  }

  private static String ticket(int id, String title, int minute) {
    return "{\"id\":%d,\"title\":\"%s\",\"changed_at\":\"2026-01-31T10:%02d:00Z\"}"
        .formatted(id, title, minute);
  }

  private HttpResponse<String> post(String delivery, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/tickets"))
            .header("Content-Type", "application/json")
            .header("webhook-id", delivery)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> delivered() {
    return Sql.rows(target, "SELECT id, title FROM tickets ORDER BY id");
  }

  private static List<RunSummary> runs(Application application) {
    return application.books().log().latestOf(FLOW, 50);
  }

  @Test
  void whatIsAcknowledgedIsDeliveredOnceAndInItsOrder() {
    try (Application application = start(home)) {
      HttpResponse<String> answer =
          post("d1", "[" + ticket(1, "one", 1) + "," + ticket(2, "two", 1) + "]");
      assertThat(answer.body()).isEqualTo("{\"accepted\":2,\"duplicates\":0}");
      assertThat(answer.statusCode()).isEqualTo(202);
      post("d1", "[" + ticket(1, "one", 1) + "," + ticket(2, "two", 1) + "]");
      post("d2", ticket(1, "one, newer", 5));
      post("d3", ticket(1, "one, older", 3));
      await().atMost(LONG).until(this::delivered, List.of("1|one, newer", "2|two")::equals);
      await().atMost(LONG).until(() -> application.books().openRuns().isEmpty());
      assertThat(runs(application)).allMatch(run -> run.state() == RunState.DONE);
      assertThat(runs(application).stream().mapToLong(run -> run.counts().read()).sum())
          .isEqualTo(4);
    }
  }
}
