package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.zendesk.ZendeskSandbox;
import dev.oneway.flow.FlowState;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts are right as files, and they run as they are. */
class DraftedFlowsTest {
  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void aHome() {
    home = new Home(folder).set("oneway.connectTimeout", "20s");
  }

  private String sqlite(String name, String statements) {
    String url = "jdbc:sqlite:" + folder.resolve(name + ".db");
    Sql.execute(url, statements);
    return url;
  }

  private static String postgres(String statements) {
    String url = Postgres.newDatabase();
    Sql.execute(url, statements);
    return url;
  }

  private void delivers(String flow, String counts) {
    RunSummary run = home.runOnce(flow);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    assertThat(run.countsInWords()).isEqualTo(counts);
  }

  @Test
  void aSqliteTableGoesToOneOfPostgres() {
    String warehouse =
        postgres(
            """
            CREATE TABLE contacts (
              contact_id bigint PRIMARY KEY,
              full_name text NOT NULL,
              "eMail" text,
              postal_code varchar(10),
              is_active boolean NOT NULL,
              balance numeric(12,2),
              born_on date,
              segment text,
              changed_at timestamptz NOT NULL,
              loaded_at timestamptz NOT NULL DEFAULT now()
            );
            """);
    home.source(
            "crm",
            sqlite(
                "crm",
                """
                CREATE TABLE contacts (id INTEGER PRIMARY KEY, FullName TEXT, email TEXT,
                  zip TEXT, active INTEGER, balance TEXT, fax TEXT, updated_at TEXT);
                INSERT INTO contacts VALUES
                  (1, 'Ann', 'ann@example.com', '10115', 1, '12.50', NULL, '2026-01-01 10:00:00'),
                  (2, 'Zoë', NULL, NULL, 0, NULL, '1', '2026-01-02 10:00:00');
                """))
        .destination("warehouse", warehouse);

    DraftedFlow flow =
        new DraftedFlow(home, "crm-contacts-to-warehouse", "crm.contacts", "warehouse.contacts")
            .write()
            .isReady();

    assertThat(flow.draft().remarks()).isEmpty();
    assertThat(flow.draft().reviews()).isEqualTo(7);
    delivers("crm-contacts-to-warehouse", "read 2, created 2");
    assertThat(
            Sql.rows(
                warehouse,
                "SELECT contact_id, full_name, \"eMail\", postal_code, is_active, balance,"
                    + " changed_at AT TIME ZONE 'UTC' FROM contacts ORDER BY 1"))
        .containsExactly(
            "1|Ann|ann@example.com|10115|t|12.50|2026-01-01 10:00:00",
            "2|Zoë|null|null|f|null|2026-01-02 10:00:00");
    delivers("crm-contacts-to-warehouse", "read 1, unchanged 1");
  }

  @Test
  void aPostgresTableGoesToAnHttpApi() {
    WireMockServer api = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    api.start();
    try {
      api.stubFor(
          WireMock.put(WireMock.urlPathMatching("/v1/contacts/.*")).willReturn(WireMock.created()));
      home.source(
          "sales",
          postgres(
              """
              CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, address jsonb,
                updated_at timestamptz NOT NULL);
              INSERT INTO customers VALUES (7, 'Ann', '{"city": "Ulm"}', '2026-01-05Z');
              """));

      new DraftedFlow(
              home, "sales-customers-to-crm", "sales.customers", api.baseUrl() + "/v1/contacts")
          .write()
          .isReady();

      delivers("sales-customers-to-crm", "read 1, created 1");
      api.verify(
          WireMock.putRequestedFor(WireMock.urlEqualTo("/v1/contacts/7"))
              .withRequestBody(
                  WireMock.equalToJson(
                      "{\"id\": 7, \"name\": \"Ann\", \"address\": {\"city\": \"Ulm\"}}",
                      true,
                      true)));
    } finally {
      api.stop();
    }
  }

  @Test
  void anHttpApiGoesToATablePageByPage() {
    WireMockServer api = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    api.start();
    try {
      api.stubFor(
          WireMock.get(WireMock.urlPathEqualTo("/api/tickets"))
              .withQueryParam("cursor", WireMock.absent())
              .willReturn(
                  WireMock.okJson(
                      "{\"data\": {\"tickets\": [{\"ticketId\": 1, \"requester\": {\"email\":"
                          + " \"a@example.com\"}, \"tags\": [], \"updatedAt\":"
                          + " \"2026-01-01T00:00:00Z\"}]}, \"meta\": {\"next_cursor\": \"c2\"}}")));
      api.stubFor(
          WireMock.get(WireMock.urlPathEqualTo("/api/tickets"))
              .withQueryParam("cursor", WireMock.equalTo("c2"))
              .willReturn(
                  WireMock.okJson(
                      "{\"data\": {\"tickets\": [{\"ticketId\": 2, \"updatedAt\":"
                          + " \"2026-01-02T00:00:00Z\"}]}, \"meta\": {\"next_cursor\": null}}")));
      String bi =
          sqlite(
              "bi",
              "CREATE TABLE tickets (ticket_id INTEGER PRIMARY KEY, email TEXT, updated TEXT)");
      home.destination("bi", bi);

      new DraftedFlow(home, "tickets-to-bi", api.baseUrl() + "/api/tickets?limit=1", "bi.tickets")
          .write()
          .isReady();

      delivers("tickets-to-bi", "read 2, created 2");
      assertThat(Sql.rows(bi, "SELECT ticket_id, email FROM tickets ORDER BY 1"))
          .containsExactly("1|a@example.com", "2|null");
    } finally {
      api.stop();
    }
  }

  @Test
  void aWebhookGoesToATable() throws Exception {
    String bi =
        postgres(
            """
            CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL,
              total numeric(10,2), note text);
            """);
    home.destination("bi", bi).set("oneway.webhook.orders-to-bi.secret", "s3cret");
    new DraftedFlow(home, "orders-to-bi", "webhook:bearer", "bi.orders")
        .sample(
            "{\"order\": {\"id\": 1, \"customer\": \"Ann\", \"total\": \"9.50\", \"lines\": [{}]}}")
        .write()
        .isReady();

    URI door = Served.door(home);
    try (Served flow = Served.start(home, "orders-to-bi")) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(door.resolve("/webhooks/orders-to-bi"))
                      .header("Authorization", "Bearer s3cret")
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              "{\"order\": {\"id\": 7, \"customer\": \"Zoë\", \"total\": \"1.25\"}}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(202);
      flow.delivered();
    }
    assertThat(Sql.rows(bi, "SELECT * FROM orders")).containsExactly("7|Zoë|1.25|null");
  }

  @Test
  void anEventWithItsRecordInsideIsKnownByThatAndGoesToANewTable() throws Exception {
    String bi = Postgres.newDatabase();
    String event =
        """
        {"type": "ticket.updated", "ticket": {"id": 71, "subject": "Printer", "hours": 1.25,
         "requester": {"id": 9}, "updated_at": "2026-01-06T08:00:00Z"}}
        """;
    home.destination("bi", bi).set("oneway.webhook.tickets-to-bi.secret", "s3cret");
    DraftedFlow drafted =
        new DraftedFlow(home, "tickets-to-bi", "webhook:bearer", "bi.tickets")
            .sample(event)
            .write()
            .isReady();
    assertThat(drafted.draft().mapping())
        .contains("key:         { ticket_id: { from: ticket.id, type: integer } }  # review: ")
        .contains("changedAt:   ticket.updated_at  # review: ");

    URI door = Served.door(home);
    try (Served flow = Served.start(home, "tickets-to-bi")) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(door.resolve("/webhooks/tickets-to-bi"))
                      .header("Authorization", "Bearer s3cret")
                      .POST(HttpRequest.BodyPublishers.ofString(event))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(202);
      flow.delivered();
    }
    assertThat(
            Sql.rows(
                bi,
                "SELECT ticket_id + 0, ticket_hours + 0, ticket_updated_at = '2026-01-06 08:00Z'"
                    + " FROM tickets"))
        .containsExactly("71|1.25|t");
  }

  @Test
  void anEventWithoutAnythingLikeAKeyHasToBeLookedAt() {
    home.destination("bi", Postgres.newDatabase());
    DraftedFlow flow =
        new DraftedFlow(home, "orders-to-bi", "webhook:bearer", "bi.orders")
            .sample("{\"customer\": \"Ann\", \"total\": 9.5}")
            .write();
    assertThat(flow.draft().mapping())
        .contains("key:         { id: id }  # review: what identifies a record, as nothing");
  }

  @Test
  void ofASqliteFileThatIsNotThereItIsSaidWhatToDo() {
    home.destination("bi", "jdbc:sqlite:" + folder.resolve("nowhere/bi.db"));
    DraftedFlow flow =
        new DraftedFlow(home, "orders-to-bi", "webhook:bearer", "bi.orders")
            .sample("{\"id\": 1}")
            .write();
    assertThat(flow.draft().remarks())
        .containsExactly(
            "The file in oneway.datasource.bi.url can't be opened. For a new database make an empty"
                + " one. The draft has the table created.");
    assertThat(flow.draft().route()).contains("create: true");
  }

  @Test
  void aKeyOfSeveralFieldsIsAPathOfTheApiAndCanBePlanned() {
    WireMockServer api = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    api.start();
    try {
      api.stubFor(WireMock.put(WireMock.urlPathMatching("/v1/.*")).willReturn(WireMock.created()));
      home.source(
          "sales",
          postgres(
              """
              CREATE TABLE order_lines (order_id text, line int, sku text, PRIMARY KEY (order_id, line));
              INSERT INTO order_lines VALUES ('a/1', 2, 'CUP');
              """));
      DraftedFlow flow =
          new DraftedFlow(home, "lines-to-shop", "sales.order_lines", api.baseUrl() + "/v1/lines")
              .write()
              .isReady();
      assertThat(flow.draft().route())
          .contains("description: \"review: ", "PUT /lines/${field.order_id}/${field.line}");
      assertThat(flow.draft().reviews()).isEqualTo(1);
      assertThat(home.plan("lines-to-shop").run().countsInWords()).isEqualTo("read 1, created 1");
      api.verify(WireMock.getRequestedFor(WireMock.urlEqualTo("/v1/lines/a%2F1/2")));

      delivers("lines-to-shop", "read 1, created 1");
      api.verify(WireMock.putRequestedFor(WireMock.urlEqualTo("/v1/lines/a%2F1/2")));
    } finally {
      api.stop();
    }
  }

  @Test
  void aKameletGoesToATable() throws IOException {
    String bi =
        postgres(
            """
            CREATE TABLE tickets (id bigint PRIMARY KEY, subject text, status text,
              created timestamptz, updated_at timestamptz);
            """);
    Instant now = Instant.parse("2026-01-31T12:00:00Z");
    try (ZendeskSandbox zendesk =
        ZendeskSandbox.start(0, "bot@example.com", "s3cret-token", Weather.CLEAR, 30, () -> now)) {
      home.destination("bi", bi)
          .set("zendesk.url", zendesk.url())
          .set("oneway.auth.zendesk.type", "basic")
          .set("oneway.auth.zendesk.username", "bot@example.com/token")
          .set("oneway.auth.zendesk.password", "s3cret-token");
      DraftedFlow flow =
          new DraftedFlow(home, "tickets-to-bi", "zendesk-incremental-source", "bi.tickets")
              .write()
              .isReady();

      assertThat(flow.draft().remarks()).isEmpty();
      assertThat(flow.draft().mapping())
          .contains("created:    created_at", "changedAt:   updated_at");
      delivers("tickets-to-bi", "read 30, created 30");
    }
    assertThat(Sql.count(bi, "tickets WHERE created IS NOT NULL AND subject IS NOT NULL"))
        .isEqualTo(30);
  }

  @Test
  void aTableGoesToAKamelet() {
    home.source(
        "crm",
        sqlite(
            "crm",
            """
            CREATE TABLE accounts (id TEXT PRIMARY KEY, name TEXT, updated_at TEXT);
            """));
    DraftedFlow flow =
        new DraftedFlow(home, "accounts-to-zendesk", "crm.accounts", "zendesk-organization-sink")
            .write();

    assertThat(flow.state()).isEqualTo(new FlowState.NotConfigured(List.of("zendesk.url")));
    home.set("zendesk.url", "https://example.zendesk.com").set("oneway.auth.zendesk.type", "none");
    flow.isReady();
  }

  @Test
  void namesMayBeWhatTheyLike() {
    String url =
        postgres(
            """
            CREATE TABLE "Größe.tab""elle" ("order" bigint PRIMARY KEY, "select" text,
              "a.b" text, "naïve ""q\""\" text, "null" int, "x y" text, "2fa" boolean, "when" timestamptz);
            INSERT INTO "Größe.tab""elle" VALUES (1, 's', 'ab', 'q', 2, 'xy', true, '2026-01-01Z');
            CREATE TABLE "Ziel" ("order" bigint PRIMARY KEY, "select" text, "a.b" text,
              "naïve ""q\""\" text, "null" int NOT NULL, "x y" text, "2fa" boolean, "when" timestamptz);
            """);
    home.source("src", url).destination("dst", url);
    DraftedFlow flow =
        new DraftedFlow(home, "odd-names", "src.\"Größe.tab\"\"elle\"", "dst.ziel")
            .changedAt("when")
            .write()
            .isReady();

    assertThat(flow.draft().reviews()).isZero();
    delivers("odd-names", "read 1, created 1");
    assertThat(
            Sql.rows(
                url,
                "SELECT \"order\", \"select\", \"a.b\", \"naïve \"\"q\"\"\", \"null\", \"x y\", \"2fa\" FROM \"Ziel\""))
        .containsExactly("1|s|ab|q|2|xy|t");
  }

  @Test
  void whatCannotBeLookedAtIsSaidAndDraftedAnyway() {
    String closed = "jdbc:postgresql://localhost:1/nowhere";
    home.source("sales", closed).destination("bi", closed).set("oneway.connectTimeout", "300ms");
    DraftedFlow neither =
        new DraftedFlow(home, "neither", "sales.customers", "bi.customers").write().isReady();
    assertThat(neither.draft().remarks())
        .hasSize(2)
        .allMatch(it -> it.contains("can't be looked at"));

    DraftedFlow unset =
        new DraftedFlow(home, "unset", "webhook", "elsewhere.people").key("id").write();
    assertThat(unset.draft().remarks())
        .anyMatch(it -> it.contains("--sample"))
        .anyMatch(it -> it.contains("oneway.datasource.elsewhere.url"));
    assertThat(unset.state()).isInstanceOf(FlowState.NotConfigured.class);
  }

  @Test
  void aTableThatIsNotThereIsCreated() {
    String crm =
        sqlite(
            "crm",
            "CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT);\nINSERT INTO people VALUES ('a', 'Ann');");
    String bi = sqlite("bi", "CREATE TABLE persons (x TEXT);");
    home.source("crm", crm).destination("bi", bi);
    DraftedFlow flow =
        new DraftedFlow(home, "people-to-bi", "crm.people", "bi.person").write().isReady();

    assertThat(flow.draft().remarks())
        .containsExactly(
            "bi has no table `person`. Did you mean `persons`? The draft has it created.");
    delivers("people-to-bi", "read 1, created 1");
    assertThat(Sql.rows(bi, "SELECT id, name FROM person")).containsExactly("a|Ann");
  }

  @Test
  void aColumnThatNeedsAValueAndHasNoneIsAsked() {
    home.source(
            "crm",
            sqlite(
                "crm",
                "CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT);\nINSERT INTO people VALUES ('a', 'Ann');"))
        .destination(
            "bi",
            sqlite(
                "bi",
                "CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT, region TEXT NOT NULL);"));
    DraftedFlow flow =
        new DraftedFlow(home, "people-to-bi", "crm.people", "bi.people").write().isReady();

    assertThat(flow.draft().mapping())
        .contains("region: { from: region, required: true }  # review: it needs a value");
    delivers("people-to-bi", "read 1, rejected 1");
  }
}
