package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.KafkaBroker;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sender;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The same route files with a Kafka topic as the inbox, on a real broker. */
@SuppressWarnings("try")
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
  private static final String MAPPING =
      """
      source: { system: Helpdesk, object: ticket, owner: support }
      destination: { system: Target, object: tickets }
      key: { id: id }
      changedAt: changed_at
      fields: { title: title }
      """;

  private static KafkaBroker broker;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String target = Postgres.newDatabase();
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
  void open(TestInfo test) {
    Sql.execute(target, "CREATE TABLE tickets (id bigint PRIMARY KEY, title text)");
    Sql.execute(target, "CREATE TABLE writes (id bigint, title text)");
    Sql.execute(
        target,
        "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO writes"
            + " VALUES (NEW.id, NEW.title); RETURN NULL; END'");
    Sql.execute(
        target,
        "CREATE TRIGGER note AFTER INSERT OR UPDATE ON tickets FOR EACH ROW EXECUTE FUNCTION"
            + " note()");
    home = home(folder, test.getTestMethod().orElseThrow().getName() + "-");
  }

  private Home home(Path folder, String topicPrefix) {
    return new Home(folder)
        .destination("target", target)
        .set("oneway.door.port", "0")
        .set("oneway.inbox", "kafka")
        .set("oneway.inbox.kafka.bootstrapServers", broker.address())
        .set("oneway.inbox.kafka.topicPrefix", topicPrefix)
        .set("oneway.inbox.kafka.partitions", "4")
        .set("oneway.inbox.kafka.client.max.block.ms", "1000")
        .set("oneway.inbox.kafka.client.request.timeout.ms", "1000")
        .set("oneway.inbox.kafka.client.delivery.timeout.ms", "1500")
        .set("oneway.inbox.kafka.client.default.api.timeout.ms", "1500")
        .write("routes/tickets-to-target.camel.yaml", ROUTES)
        .write("mappings/tickets.yaml", MAPPING);
  }

  @AfterEach
  void close() {
    Poison.word = null;
  }

  private Application start(Home home) {
    Application application = home.start(Entry.SCHEDULE);
    assertThat(application.loadFlows()).allMatch(flow -> flow.isReady(), "ready");
    application.takeOver();
    port = application.doorPort();
    return application;
  }

  private static String ticket(int id, String title, int minute) {
    return "{\"id\":%d,\"title\":\"%s\",\"changed_at\":\"2026-01-31T10:%02d:00Z\"}"
        .formatted(id, title, minute);
  }

  private HttpResponse<String> post(String delivery, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/tickets"))
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

  /** A topic that was made this moment isn't known everywhere yet: the sender comes again. */
  private HttpResponse<String> accepted(String delivery, String body) {
    return await()
        .atMost(LONG)
        .until(() -> post(delivery, body), answer -> answer.statusCode() == 202);
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
          accepted("d1", "[" + ticket(1, "one", 1) + "," + ticket(2, "two", 1) + "]");
      assertThat(answer.body()).isEqualTo("{\"accepted\":2,\"duplicates\":0}");
      assertThat(answer.statusCode()).isEqualTo(202);
      accepted("d1", "[" + ticket(1, "one", 1) + "," + ticket(2, "two", 1) + "]");
      accepted("d2", ticket(1, "one, newer", 5));
      accepted("d3", ticket(1, "one, older", 3));
      await().atMost(LONG).until(this::delivered, List.of("1|one, newer", "2|two")::equals);
      await().atMost(LONG).until(() -> application.books().openRuns().isEmpty());
      assertThat(runs(application)).allMatch(run -> run.state() == RunState.DONE);
      assertThat(runs(application).stream().mapToLong(run -> run.counts().read()).sum())
          .isEqualTo(4);
    }
  }

  @Test
  void whatGoesIntoSeveralTopicsIsInAllOfThem() {
    Sql.execute(target, "CREATE TABLE copies (id bigint PRIMARY KEY, title text)");
    home.write(
            "routes/tickets-to-target.camel.yaml",
            ROUTES.replace("- to: inbox:tickets?", "- to: inbox:tickets,copies?"))
        .write("mappings/copies.yaml", MAPPING.replace("object: tickets", "object: copies"))
        .write(
            "routes/tickets-to-copies.camel.yaml",
            """
        - route:
            id: tickets-to-copies
            from:
              uri: inbox:copies
              steps:
                - to: mapping:copies
                - to: dedup:ledger
                - to: jdbc-upsert:copies?dataSource=#target
        """);
    try (Application application = start(home)) {
      String tickets = "[" + ticket(1, "one", 1) + "," + ticket(2, "two", 1) + "]";
      accepted("d1", tickets);
      await().atMost(LONG).until(this::delivered, List.of("1|one", "2|two")::equals);
      await().atMost(LONG).until(() -> Sql.count(target, "copies") == 2);
    }
  }

  private static Sender send(Application to, int count) {
    return Sender.start(
        URI.create("http://127.0.0.1:" + to.doorPort() + "/webhooks/tickets"),
        count,
        8,
        i -> ticket(i, "number " + i, i % 60));
  }

  private void everyEventWasWrittenOnce(int count) {
    await().atMost(LONG).until(() -> Sql.count(target, "tickets") == count);
    assertThat(Sql.rows(target, "SELECT id, COUNT(*) FROM writes GROUP BY id HAVING COUNT(*) > 1"))
        .isEmpty();
  }

  @Test
  void aBrokerThatIsKilledUnderLoadLosesAndDoublesNothing() {
    int count = 800;
    try (Application application = start(home);
        Sender sender = send(application, count)) {
      await().atMost(LONG).until(() -> sender.accepted() >= count / 4);
      broker.kill();
      await().atMost(LONG).until(() -> sender.otherAnswers().contains(503));
      broker.start();
      await().atMost(LONG).until(sender::isDone);
      assertThat(sender.otherAnswers()).containsOnly(503);
      everyEventWasWrittenOnce(count);
    }
  }

  @Test
  void processesThatComeAndGoUnderLoadLoseAndDoubleNothing(@TempDir Path second) {
    int count = 1500;
    home.set("oneway.state.url", Postgres.newDatabase());
    Home other =
        home(second, "processesThatComeAndGoUnderLoadLoseAndDoubleNothing-")
            .set("oneway.state.url", home.settings().get("oneway.state.url"));
    try (Application application = start(home);
        Sender sender = send(application, count)) {
      await().atMost(LONG).until(() -> Sql.count(target, "tickets") > 0);
      try (Application joined = start(other)) {
        await().atMost(LONG).until(() -> !joined.books().openRuns().isEmpty());
      }
      assertThat(sender.isDone()).isFalse();
      everyEventWasWrittenOnce(count);
      assertThat(sender.otherAnswers()).isEmpty();
    }
  }

  @Test
  void whileTheDestinationIsOutOfOrderEventsWaitAndNoneBecomesADeadLetter() {
    try (Application application = start(home)) {
      Sql.execute(target, "ALTER TABLE tickets RENAME TO gone");
      accepted("d1", ticket(1, "one", 1));
      await()
          .atMost(LONG)
          .until(() -> runs(application).stream().anyMatch(run -> run.state() == RunState.FAILED));
      Sql.execute(target, "ALTER TABLE gone RENAME TO tickets");
      await().atMost(LONG).until(this::delivered, List.of("1|one")::equals);
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void anEventThatCanNotBeDeliveredIsADeadLetterInTheEndAndTheOthersGoOn() {
    Poison.word = "poison";
    try (Application application = start(home)) {
      accepted("d1", "[" + ticket(1, "poison", 1) + "," + ticket(2, "two", 1) + "]");
      accepted("d2", ticket(1, "one, later", 2));
      accepted("d3", ticket(3, "three", 1));
      await()
          .atMost(LONG)
          .until(this::delivered, List.of("1|one, later", "2|two", "3|three")::equals);
      await().atMost(LONG).until(() -> application.books().openRuns().isEmpty());
    }
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).contains("failed 2 times"));
  }

  @Test
  void whatWaitsIsListedWithoutDisturbingWhoDelivers() {
    try (Application application = home.start(Entry.INSPECT)) {
      assertThat(application.inboxes()).isEmpty();
    }
    Instant before = Instant.now().minusSeconds(1);
    Poison.word = "one";
    try (Application application = start(home)) {
      accepted("d1", ticket(1, "one", 1));
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(application.inboxes())
                      .singleElement()
                      .satisfies(
                          inbox -> {
                            assertThat(inbox.name()).isEqualTo("tickets");
                            assertThat(inbox.events()).isPositive();
                            assertThat(inbox.lastMinute()).isPositive();
                            assertThat(inbox.oldest().orElseThrow()).isAfter(before);
                          }));
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(application.inboxes())
                      .singleElement()
                      .satisfies(inbox -> assertThat(inbox.events()).isZero())
                      .satisfies(inbox -> assertThat(inbox.oldest()).isEmpty()));
    }
  }
}
