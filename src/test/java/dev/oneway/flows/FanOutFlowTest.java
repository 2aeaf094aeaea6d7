package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.app.Range;
import dev.oneway.fault.Fault;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.preview.Plan;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One flow reads, two others deliver what it read, each to a destination of its own. */
@SuppressWarnings("try")
class FanOutFlowTest {
  private static final String READER =
      """
      - route:
          id: tickets-webhook
          from:
            uri: platform-http:/webhooks/tickets
            parameters: { httpMethodRestrict: POST }
            steps:
              - to: inbox:support,analysts?key=/id&deliveryId=header:webhook-id
      - route:
          id: tickets
          from:
            uri: quartz:tickets
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
                    - to: inbox:analysts,support?key=/id&changedAt=/changed_at
      """;

  @TempDir private Path folder;
  private String source;
  private String support;
  private String analysts;
  private Home home;

  @BeforeEach
  void open() {
    source = "jdbc:sqlite:" + folder.resolve("source.db");
    support = "jdbc:sqlite:" + folder.resolve("support.db");
    analysts = "jdbc:sqlite:" + folder.resolve("analysts.db");
    Sql.execute(
        source,
        """
        CREATE TABLE tickets (id INTEGER, title TEXT, changed_at TEXT);
        INSERT INTO tickets VALUES (1, 'one', '2026-01-31T10:01:00Z');
        INSERT INTO tickets VALUES (2, 'two', '2026-01-31T10:02:00Z');
        """);
    Sql.execute(support, "CREATE TABLE tickets (id INTEGER PRIMARY KEY, title TEXT)");
    Sql.execute(analysts, "CREATE TABLE tickets (id INTEGER PRIMARY KEY, title TEXT)");
    home =
        new Home(folder)
            .source("source", source)
            .destination("support", support)
            .destination("analysts", analysts)
            .set("oneway.door.port", "0")
            .write("routes/tickets.camel.yaml", READER)
            .write("routes/tickets-to-support.camel.yaml", delivering("support"))
            .write("routes/tickets-to-analysts.camel.yaml", delivering("analysts"))
            .write("mappings/tickets-to-support.yaml", mapping("Support"))
            .write("mappings/tickets-to-analysts.yaml", mapping("Analysts"));
  }

  private static String delivering(String to) {
    return """
    - route:
        id: tickets-to-%1$s
        from:
          uri: inbox:%1$s
          steps:
            - to: mapping:tickets-to-%1$s
            - to: dedup:ledger
            - to: jdbc-upsert:tickets?dataSource=#%1$s
    """
        .formatted(to);
  }

  private static String mapping(String to) {
    return """
    source: { system: Helpdesk, object: ticket, owner: support }
    destination: { system: %s, object: tickets }
    key: { id: id }
    changedAt: changed_at
    fields: { title: title }
    """
        .formatted(to);
  }

  private static List<String> rows(String database) {
    return Sql.rows(database, "SELECT id, title FROM tickets ORDER BY id");
  }

  private List<RunSummary> once(String flow) throws InterruptedException {
    try (Application application = home.start(Entry.ONCE)) {
      assertThat(application.loadFlow(flow).orElseThrow().state())
          .isInstanceOf(FlowState.Ready.class);
      application.takeOver();
      return application.runOnce(flow);
    }
  }

  private String stateOf(String flow) {
    return home.flows().stream()
        .filter(loaded -> loaded.name().equals(flow))
        .map(loaded -> loaded.state().toString())
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> post(Application to, String delivery, String body) {
    URI url = URI.create("http://127.0.0.1:" + to.doorPort() + "/webhooks/tickets");
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("webhook-id", delivery)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsReadOnceIsDeliveredByEachFlowFromItsOwnInbox() throws Exception {
    List<RunSummary> read = once("tickets");
    assertThat(read).hasSize(1);
    assertThat(read.get(0).countsInWords()).isEqualTo("read 2, queued 2");
    assertThat(read.get(0).watermark().orElseThrow()).hasToString("2026-01-31T10:02:00Z");

    assertThat(once("tickets-to-support"))
        .extracting(RunSummary::countsInWords)
        .containsExactly("read 2, created 2");
    assertThat(rows(support)).containsExactly("1|one", "2|two");
    assertThat(rows(analysts)).isEmpty();

    once("tickets");
    assertThat(once("tickets-to-support").get(0).counts().of(Fate.UNCHANGED)).isEqualTo(2);
    assertThat(once("tickets-to-analysts").get(0).countsInWords())
        .isEqualTo("read 4, stale 2, created 2");
    assertThat(rows(analysts)).containsExactly("1|one", "2|two");
  }

  @Test
  void aDestinationThatIsOutOfOrderDoesNotDelayTheOther() {
    try (Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).allMatch(Flow::isReady);
      application.takeOver();
      Sql.execute(support, "ALTER TABLE tickets RENAME TO gone");
      String ticket = "{\"id\":7,\"title\":\"seven\",\"changed_at\":\"2026-01-31T10:01:00Z\"}";
      HttpResponse<String> answer = post(application, "d1", ticket);
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"duplicates\":0}");
      assertThat(post(application, "d1", ticket).body())
          .isEqualTo("{\"accepted\":0,\"duplicates\":1}");
      await().until(() -> rows(analysts), List.of("7|seven")::equals);
      await()
          .until(
              () ->
                  application.books().log().latestOf("tickets-to-support", 50).stream()
                      .anyMatch(run -> run.state() == RunState.FAILED));
      Sql.execute(support, "ALTER TABLE gone RENAME TO tickets");
      await().until(() -> rows(support), List.of("7|seven")::equals);
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void whenOneInboxIsFullNoneTakesAnything() throws Exception {
    home.set("oneway.inbox.maxEvents", "3").set("oneway.redelivery.attempts", "0");
    once("tickets");
    once("tickets-to-support");
    List<RunSummary> second = once("tickets");
    assertThat(second.get(0).state()).isEqualTo(RunState.FAILED);
    assertThat(second.get(0).reason().orElseThrow()).contains("analysts,support is full");
    try (Application application = home.start(Entry.INSPECT)) {
      assertThat(application.inboxes())
          .extracting(inbox -> inbox.name() + " " + inbox.events())
          .containsExactly("analysts 2", "support 0");
    }
    once("tickets-to-analysts");
    assertThat(once("tickets").get(0).countsInWords()).isEqualTo("read 2, queued 2");
  }

  @Test
  void whatOneFlowReadsForAnotherIsPlannedAndNothingIsQueued() throws InterruptedException {
    once("tickets");
    once("tickets-to-support");
    Sql.execute(
        source,
        "UPDATE tickets SET title = 'two, mended', changed_at = '2026-01-31T10:03:00Z' WHERE id ="
            + " 2");

    Plan plan = home.plan("tickets-to-support");

    assertThat(plan.run().flow()).isEqualTo("tickets-to-support");
    assertThat(plan.run().countsInWords()).isEqualTo("read 2, unchanged 1, updated 1");
    assertThat(rows(support)).containsExactly("1|one", "2|two");
    assertThat(home.plan("tickets-to-analysts").run().countsInWords())
        .as("from the same watermark on")
        .isEqualTo("read 2, created 2");
    assertThat(home.apply(plan).run().countsInWords()).isEqualTo("read 1, updated 1");
    assertThat(rows(support)).containsExactly("1|one", "2|two, mended");
    assertThat(rows(analysts)).isEmpty();
    assertThat(once("tickets-to-support")).as("nothing waits").isEmpty();
  }

  @Test
  void whatWasEditedBehindOneFlowIsFoundAndPutBackThereOnly() throws InterruptedException {
    once("tickets");
    once("tickets-to-support");
    once("tickets-to-analysts");
    for (String database : List.of(support, analysts)) {
      Sql.execute(database, "UPDATE tickets SET title = 'theirs' WHERE id = 1");
    }

    assertThat(home.drift("tickets-to-support", false).drifted()).isEqualTo(1);
    assertThat(home.drift("tickets-to-support", true).repaired()).isEqualTo(1);

    assertThat(rows(support)).containsExactly("1|one", "2|two");
    assertThat(rows(analysts)).containsExactly("1|theirs", "2|two");
    assertThat(home.drift("tickets-to-analysts", false).drifted()).isEqualTo(1);
  }

  @Test
  void aPartOfWhatOneFlowReadsIsDeliveredOnceMoreByAnother() throws InterruptedException {
    once("tickets");
    once("tickets-to-support");
    Sql.execute(support, "DELETE FROM tickets");
    Sql.execute("jdbc:sqlite:" + folder.resolve("data/oneway.db"), "DELETE FROM ledger_entry");

    Range two = new Range(Optional.empty(), Optional.empty(), List.of("2"));
    RunSummary run = home.through("tickets-to-support", runs -> runs.backfill(two));

    assertThat(run.countsInWords()).isEqualTo("read 2, filtered 1, created 1");
    assertThat(rows(support)).containsExactly("2|two");
  }

  @Test
  void whereTwoFlowsReadForOneNobodyKnowsWhichToLookAt() {
    home.write("routes/more.camel.yaml", READER.replaceAll("(id: |quartz:|/)tickets", "$1more"));
    assertThat(obstacles("tickets-to-support"))
        .singleElement()
        .asString()
        .contains("tickets.camel.yaml", "this flow and more read into the same inbox");
  }

  @Test
  void whereNobodyReadsThereIsNothingToBeLookedAt() {
    String webhook = READER.substring(0, READER.indexOf("- route:", 1));
    home.write("routes/tickets.camel.yaml", webhook);
    assertThat(obstacles("tickets-to-support"))
        .singleElement()
        .asString()
        .contains("its records only come by webhook");
  }

  @Test
  void aFlowThatOnlyReadsForOthersSaysWhichToLookAt() {
    assertThat(obstacles("tickets"))
        .singleElement()
        .asString()
        .contains("it only reads into the inbox ")
        .contains("tickets-to-support")
        .endsWith(": each is read through this flow.");
  }

  @Test
  void whatKeepsTheReadingFlowFromRunningIsTold() {
    home.write("routes/tickets.camel.yaml", READER.replace("chunk100", "chunkful"));
    try (Application application = home.start(Entry.THROUGH)) {
      assertThat(application.loadFlow("tickets-to-support").orElseThrow().state().toString())
          .contains("tickets.camel.yaml", "`chunkful`");
    }
  }

  private List<Fault> obstacles(String flow) {
    try (Application application = home.start(Entry.THROUGH)) {
      assertThat(application.loadFlow(flow).orElseThrow().isReady()).isTrue();
      return application.previewOf(flow).obstacles();
    }
  }

  @Test
  void anInboxThatNoFileDeliversFromBreaksTheFlowThatFillsIt() {
    home.write("routes/tickets.camel.yaml", READER.replace("inbox:analysts,", "inbox:analyst,"));
    assertThat(stateOf("tickets"))
        .contains("nothing delivers what comes into the inbox `analyst`")
        .contains("Did you mean `analysts`?");
  }

  @Test
  void aRouteDeliversFromOneInbox() {
    home.write(
        "routes/tickets-to-support.camel.yaml",
        delivering("support").replace("uri: inbox:support", "uri: inbox:support,analysts"));
    assertThat(stateOf("tickets-to-support"))
        .contains("a route delivers from one inbox, not from `support,analysts`");
  }

  @Test
  void anInboxThatIsNamedTwiceOrNotAtAllIsRefused() {
    home.write("routes/tickets.camel.yaml", READER.replace("inbox:analysts,", "inbox:support,"));
    assertThat(stateOf("tickets")).contains("names an inbox twice");
    home.write("routes/tickets.camel.yaml", READER.replace("inbox:analysts,", "inbox:,"));
    assertThat(stateOf("tickets")).contains("an inbox without a name");
  }
}
