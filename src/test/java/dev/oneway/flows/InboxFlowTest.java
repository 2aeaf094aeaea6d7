package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.flow.Entry;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow with a webhook and a sweep into one inbox. */
@SuppressWarnings("try")
class InboxFlowTest {
  private static final String FLOW = "tickets-to-target";
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
          id: tickets-to-target-sweep
          from:
            uri: quartz:tickets-to-target-sweep
            parameters: { cron: "0 0 3 1 1 ?", stateful: true }
            steps:
              - to:
                  uri: "sql:SELECT id, title, changed_at FROM tickets WHERE changed_at >= :#${exchangeProperty.since} ORDER BY id"
                  parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 100 }
              - split:
                  expression: { ref: { expression: chunk100 } }
                  streaming: true
                  stopOnException: true
                  steps:
                    - to: inbox:tickets?key=/id&changedAt=/changed_at
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

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private String source;
  private String target;
  private Home home;
  private int port;

  @BeforeEach
  void open() {
    source = "jdbc:sqlite:" + folder.resolve("source.db");
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    Sql.execute(source, "CREATE TABLE tickets (id INTEGER, title TEXT, changed_at TEXT)");
    Sql.execute(target, "CREATE TABLE tickets (id INTEGER PRIMARY KEY, title TEXT)");
    home =
        new Home(folder)
            .source("source", source)
            .destination("target", target)
            .set("oneway.door.port", "0")
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

  private Application start() {
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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/tickets"))
            .header("Content-Type", "application/json")
            .header("X-Private", "not to be echoed")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (delivery != null) {
      request.header("webhook-id", delivery);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> delivered() {
    return Sql.rows(target, "SELECT id, title FROM tickets ORDER BY id");
  }

  private List<RunSummary> runs(Application application) {
    return application.books().log().latestOf(FLOW, 50);
  }

  @Test
  void whatIsAcknowledgedIsDeliveredOnceAndInItsOrder() {
    try (Application application = start()) {
      HttpResponse<String> answer =
          post("d1", "[" + ticket(1, "one", 1) + "," + ticket(2, "two", 1) + "]");
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).isEqualTo("{\"accepted\":2,\"duplicates\":0}");
      assertThat(answer.headers().map()).doesNotContainKey("x-private");
      assertThat(post("d1", "[" + ticket(1, "one", 1) + "," + ticket(2, "two", 1) + "]").body())
          .isEqualTo("{\"accepted\":0,\"duplicates\":2}");
      post("d2", ticket(1, "one, newer", 5));
      post("d3", ticket(1, "one, older", 3));
      await().until(this::delivered, List.of("1|one, newer", "2|two")::equals);
    }
    try (Application application = home.start(Entry.INSPECT)) {
      assertThat(runs(application)).allMatch(run -> run.state() == RunState.DONE);
      assertThat(runs(application).stream().mapToLong(run -> run.counts().read()).sum())
          .isEqualTo(4);
    }
  }

  @Test
  void aThousandDeliveriesShuffledThreeTimesAreAThousandRowsOfTheNewestVersion() {
    List<Integer> deliveries = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      deliveries.add(i);
    }
    Collections.shuffle(deliveries, new Random(42));
    try (Application application = start()) {
      for (int times = 0; times < 3; times++) {
        StringBuilder batch = new StringBuilder("[");
        for (int i : deliveries) {
          batch
              .append(batch.length() == 1 ? "" : ",")
              .append(ticket(i % 1000, "version " + i / 1000, i / 1000));
        }
        assertThat(post("batch" + times, batch + "]").statusCode()).isEqualTo(202);
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> application.inboxes().get(0).events() == 0);
      assertThat(delivered()).hasSize(1000).allMatch(row -> row.endsWith("|version 2"));
    }
  }

  @Test
  void theSweepBringsWhatTheWebhookLostAndNothingTwice() throws Exception {
    Sql.execute(
        source,
        """
        INSERT INTO tickets VALUES (1, 'one', '2026-01-31T10:01:00Z');
        INSERT INTO tickets VALUES (2, 'lost', '2026-01-31T10:02:00Z');
        """);
    try (Application application = start()) {
      post("d1", ticket(1, "one", 1));
      await().until(() -> delivered().size() == 1);
    }
    try (Application application = home.start(Entry.ONCE)) {
      application.loadFlows();
      application.takeOver();
      List<RunSummary> runs = application.runOnce(FLOW);
      assertThat(runs).extracting(RunSummary::kind).containsExactly("once", "inbox");
      assertThat(runs.get(0).counts().of(Fate.QUEUED)).isEqualTo(2);
      assertThat(runs.get(0).watermark().orElseThrow()).hasToString("2026-01-31T10:02:00Z");
      assertThat(runs.get(1).counts().of(Fate.CREATED)).isEqualTo(1);
      assertThat(runs.get(1).counts().of(Fate.UNCHANGED)).isEqualTo(1);
    }
    assertThat(delivered()).containsExactly("1|one", "2|lost");
  }

  @Test
  void whileTheDestinationIsOutOfOrderEventsWaitAndNoneBecomesADeadLetter() {
    try (Application application = start()) {
      Sql.execute(target, "ALTER TABLE tickets RENAME TO gone");
      assertThat(post("d1", ticket(1, "one", 1)).statusCode()).isEqualTo(202);
      await()
          .until(
              () ->
                  runs(application).stream()
                      .anyMatch(
                          run ->
                              run.state() == RunState.FAILED
                                  && run.reason().orElse("").contains("tickets")));
      Sql.execute(target, "ALTER TABLE gone RENAME TO tickets");
      await().until(() -> delivered().size() == 1);
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void anEventThatCanNotBeDeliveredIsADeadLetterInTheEndAndTheOthersGoOn() {
    Poison.word = "poison";
    try (Application application = start()) {
      post(
          "d1",
          "["
              + ticket(1, "one", 1)
              + ","
              + ticket(2, "poison", 1)
              + ","
              + ticket(3, "three", 1)
              + "]");
      await().until(() -> delivered().size() == 2);
      await().until(() -> !application.deadLetters().waitingByFlow().isEmpty());
    }
    assertThat(delivered()).containsExactly("1|one", "3|three");
    DeadLetter letter = home.deadLetters().get(0);
    assertThat(letter.reason()).contains("its delivery failed 2 times", "no such word");
    Poison.word = null;
    assertThat(home.replay(FLOW).counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(delivered()).hasSize(3);
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void whatIsNoEventIsRefusedWithTheReasonAndNothingOfItIsStored() {
    try (Application application = start()) {
      HttpResponse<String> answer = post("d1", "[" + ticket(1, "one", 1) + ", 7]");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("an event is a JSON object, line 1, column ");
      assertThat(post("d2", ticket(2, "two", 1)).statusCode()).isEqualTo(202);
      await().until(this::delivered, List.of("2|two")::equals);
    }
  }

  @Test
  void anInboxAtItsBoundAsksItsSendersToComeAgain() {
    home.set("oneway.inbox.maxEvents", "1");
    try (Application application = start()) {
      HttpResponse<String> answer =
          post("d1", "[" + ticket(1, "one", 1) + "," + ticket(2, "two", 1) + "]");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).contains("10");
      assertThat(answer.body()).isEqualTo("{\"error\":\"the inbox is full\"}");
    }
  }

  @Test
  void aFlowThatFillsAnInboxNobodyDeliversIsBroken() {
    home.write(
        "routes/tickets-to-target.camel.yaml",
        ROUTES.replace("uri: inbox:tickets\n", "uri: inbox:ticket\n"));
    assertThat(home.flows().get(0).state().toString())
        .contains("nothing delivers what comes into the inbox `tickets`");
  }
}
