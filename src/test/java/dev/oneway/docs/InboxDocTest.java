package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import dev.oneway.webhook.inbox.InboxEndpoint;
import dev.oneway.webhook.request.WebhookRequest;
import dev.oneway.webhook.signature.Signer;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow docs/webhooks.md begins with, and what it says of the inbox. */
class InboxDocTest {
  private static final String FLOW = "helpdesk-tickets-to-bi";

  @TempDir private Path folder;
  private final String page = Readme.fileText("docs/webhooks.md");

  private String block(String language, String with) {
    Matcher blocks =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(page);
    return blocks
        .results()
        .map(block -> block.group(1))
        .filter(text -> text.contains(with))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyOptionIsThere() {
    assertThat(
            Stream.of(InboxEndpoint.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class))
                .map(Field::getName))
        .hasSizeGreaterThan(5)
        .allSatisfy(option -> assertThat(page).containsPattern("(?m)^\\| `" + option + "` \\|"));
  }

  @Test
  void theFlowTakesTheRequestAndTheSweepBringsTheOthers() throws Exception {
    String helpdesk = "jdbc:sqlite:" + folder.resolve("helpdesk.db");
    String bi = "jdbc:sqlite:" + folder.resolve("bi.db");
    Sql.execute(
        helpdesk,
        """
        CREATE TABLE tickets (id INTEGER, subject TEXT, status TEXT, updated_at TEXT);
        INSERT INTO tickets VALUES (71, ' Printer on fire ', 'open', '2026-01-06T08:00:00Z');
        INSERT INTO tickets VALUES (72, 'Printer wet', 'closed', '2026-01-06T08:09:10Z');
        """);
    Sql.execute(bi, "CREATE TABLE tickets (id INTEGER PRIMARY KEY, subject TEXT, status TEXT)");
    Home home =
        new Home(folder)
            .source("helpdesk", helpdesk)
            .destination("bi", bi)
            .set("oneway.door.port", "0")
            .set("oneway.webhook.helpdesk.secret", "whsec_czNjcmV0czNjcmV0czNjcmV0czNjcmV0")
            .write("routes/" + FLOW + ".camel.yaml", block("yaml", "routes/" + FLOW))
            .write(
                "mappings/helpdesk-ticket-to-bi-ticket.yaml",
                block("yaml", "mappings/helpdesk-ticket-to-bi-ticket"));
    try (Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).allMatch(flow -> flow.isReady());
      application.takeOver();
      assertThat(answerOf(application.doorPort())).isEqualTo(block("json", "accepted").strip());
      await().until(() -> Sql.count(bi, "tickets") == 1);
    }
    try (Application application = home.start(Entry.ONCE)) {
      application.loadFlows();
      application.takeOver();
      List<RunSummary> runs = application.runOnce(FLOW);
      assertThat(runs)
          .extracting(RunSummary::countsInWords)
          .containsExactly("read 2, queued 2", "read 2, unchanged 1, created 1");
    }
    assertThat(Sql.rows(bi, "SELECT * FROM tickets ORDER BY id"))
        .containsExactly("71|Printer on fire|open", "72|Printer wet|closed");
  }

  @Test
  void whatIsReadOnceIsDeliveredFromSeveralInboxes() throws Exception {
    String helpdesk = "jdbc:sqlite:" + folder.resolve("helpdesk.db");
    String support = "jdbc:sqlite:" + folder.resolve("support.db");
    Sql.execute(
        helpdesk,
        """
        CREATE TABLE tickets (id INTEGER, subject TEXT, updated_at TEXT);
        INSERT INTO tickets VALUES (71, 'Printer on fire', '2026-01-06T08:00:00Z');
        """);
    Sql.execute(support, "CREATE TABLE tickets (id INTEGER PRIMARY KEY, subject TEXT)");
    String delivering = block("yaml", "routes/helpdesk-tickets-to-support");
    Home home =
        new Home(folder)
            .source("helpdesk", helpdesk)
            .destination("support", support)
            .write("routes/helpdesk-tickets.camel.yaml", block("yaml", "routes/helpdesk-tickets."))
            .write("routes/helpdesk-tickets-to-support.camel.yaml", delivering)
            .write("routes/helpdesk-tickets-to-bi.camel.yaml", delivering.replace("support", "bi"))
            .write(
                "mappings/helpdesk-ticket-to-support-ticket.yaml",
                """
                source: { system: Helpdesk, object: ticket, owner: support }
                destination: { system: Support, object: tickets }
                key: { id: id }
                changedAt: updated_at
                fields: { subject: subject }
                """);
    assertThat(countsOf(home, "helpdesk-tickets")).containsExactly("read 1, queued 1");
    // That of the analysts waits for its database's settings, and its events wait with it.
    assertThat(countsOf(home, "helpdesk-tickets-to-support")).containsExactly("read 1, created 1");
    assertThat(Sql.rows(support, "SELECT * FROM tickets")).containsExactly("71|Printer on fire");
  }

  private static List<String> countsOf(Home home, String flow) throws InterruptedException {
    try (Application application = home.start(Entry.ONCE)) {
      application.loadFlow(flow);
      application.takeOver();
      return application.runOnce(flow).stream().map(RunSummary::countsInWords).toList();
    }
  }

  /** Sends the page's request, signed as of now. */
  private String answerOf(int port) throws Exception {
    String request = block("http", "POST /webhooks/helpdesk");
    byte[] body =
        request.substring(request.indexOf("\n\n") + 2).strip().getBytes(StandardCharsets.UTF_8);
    URI url = URI.create("http://127.0.0.1:" + port + "/webhooks/helpdesk");
    HttpRequest.Builder post =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("webhook-id", "msg_1")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    Signer.of("standard", List.of("whsec_czNjcmV0czNjcmV0czNjcmV0czNjcmV0"), InstantSource.system())
        .sign(WebhookRequest.to(url, "POST", Map.of("webhook-id", "msg_1"), body))
        .forEach(post::setHeader);
    return HttpClient.newHttpClient()
        .send(post.build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
