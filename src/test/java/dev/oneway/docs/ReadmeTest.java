package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.oneway.app.Application;
import dev.oneway.draft.Address;
import dev.oneway.draft.Rhythm;
import dev.oneway.draft.Wish;
import dev.oneway.fault.Fault;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.mapping.model.MappingLanguage;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is true. Its commands are executed in {@link ReadmeIT}. */
class ReadmeTest {
  private static final String ORDERS = "sales-orders-to-warehouse";
  private static final String ORDER = "mappings/sales-order-to-warehouse-order.yaml";
  private static final String TICKETS = "helpdesk-tickets-to-bi";

  @TempDir private Path folder;
  private final Readme readme = Readme.read();
  private final Map<String, String> databases = new HashMap<>();

  private String database(String name) {
    return databases.computeIfAbsent(name, n -> Postgres.newDatabase());
  }

  /** A home with the files the README shows. */
  private Home home() {
    Home home =
        new Home(folder)
            .source("sales", database("sales"))
            .destination("warehouse", database("warehouse"));
    readme.files().forEach(home::write);
    return home;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "routes/hr-people-to-access-control.camel.yaml",
        "mappings/hr-person-to-access-person.yaml"
      })
  void theFilesOfTheFirstScreenAreTheShippedOnesUpToTheirExamples(String file) {
    String shipped = Readme.fileText(file);
    int examples = shipped.indexOf("\nexamples:\n");
    assertThat(readme.files())
        .containsEntry(file, examples < 0 ? shipped : shipped.substring(0, examples + 1));
    assertThat(readme.text().indexOf(file)).isLessThan(readme.text().indexOf("## Try it"));
  }

  @Test
  void everyFileItShowsLoads() {
    createTables();
    List<Flow> flows = home().flows();
    assertThat(flows).hasSize(4).noneMatch(flow -> flow.state() instanceof FlowState.Broken);
    assertThat(flows).filteredOn(Flow::isReady).extracting(Flow::name).containsExactly(ORDERS);
  }

  private void createTables() {
    for (Readme.Block block : readme.blocks("## Write a flow", "### From an HTTP API")) {
      if (block.language().equals("sql") && block.text().contains("CREATE TABLE")) {
        Sql.execute(database(block.database().orElseThrow()), block.text());
      }
    }
  }

  @Test
  void theOrdersArriveAsItShows() {
    Home home = home();
    RunSummary last = null;
    Readme.Block query = null;
    for (Readme.Block block : readme.blocks("## Write a flow", "### From an HTTP API")) {
      if (block.isQuery()) {
        query = block;
      } else if (block.language().equals("sql")) {
        Sql.execute(database(block.database().orElseThrow()), block.text());
      } else if (block.commands().stream().anyMatch(c -> c.arguments().contains("--once"))) {
        last = home.runOnce(ORDERS);
      } else if (block.text().startsWith(ORDERS + " done")) {
        assertThat(block.text()).startsWith(ORDERS + " done: " + last.countsInWords() + " in ");
      } else if (block.text().startsWith(" order_id")) {
        assertThat(Sql.rows(database(query.database().orElseThrow()), query.text()))
            .isEqualTo(block.rows());
      }
    }
    assertThat(last).isNotNull();
    assertThat(last.counts().of(Fate.UNCHANGED)).isEqualTo(2);
  }

  @Test
  void theDraftItShowsIsTheOneThatIsMade() {
    for (Readme.Block block : readme.blocks("### Begin with a draft", "### In Java")) {
      if (block.language().equals("sql")) {
        Sql.execute(database(block.database().orElseThrow()), block.text());
      }
    }
    Wish wish =
        new Wish(
            "sales-customers-to-warehouse",
            Address.source("sales.customers"),
            Address.destination("warehouse.customers"),
            List.of(),
            Rhythm.every("15m"),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    try (Application application = home().start(Entry.INSPECT)) {
      assertThat(application.draft(wish).mapping())
          .isEqualTo(readme.files().get("mappings/" + wish.mapping() + ".yaml"));
    }
  }

  @Test
  void theTicketsArrivePageByPage() {
    WireMockServer helpdesk = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    helpdesk.start();
    try {
      helpdesk.stubFor(
          tickets(readme.blocks("json").get(0)).withQueryParam("cursor", WireMock.absent()));
      helpdesk.stubFor(
          tickets("{\"tickets\": [], \"meta\": {\"next\": null}}")
              .withQueryParam("cursor", WireMock.equalTo("c2")));
      Sql.execute(
          database("bi"),
          "CREATE TABLE tickets (ticket_id bigint PRIMARY KEY, subject text, requester text, is_open"
              + " boolean, hours numeric(6,2), opened_by text)");
      Home home =
          home()
              .destination("bi", database("bi"))
              .set("helpdesk.url", helpdesk.baseUrl())
              .set("oneway.auth.helpdesk.type", "bearer")
              .set("oneway.auth.helpdesk.token", "s3cret");

      RunSummary run = home.runOnce(TICKETS);

      assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
      assertThat(Sql.rows(database("bi"), "SELECT * FROM tickets ORDER BY ticket_id"))
          .containsExactly(
              "71|Printer on fire|ann@example.com|t|1.25|ANN", "72|Printer wet|null|f|0.10|null");
    } finally {
      helpdesk.stop();
    }
  }

  @Test
  void theCustomersBecomeContactsOfTheHelpdesk() {
    Sql.execute(
        database("sales"),
        "CREATE TABLE customers (id text PRIMARY KEY, name text, email text, updated_at timestamptz);"
            + "\nINSERT INTO customers VALUES ('c1', ' Ann  Lee', 'Ann@EXAMPLE.com',"
            + " '2026-01-05Z'), ('c2', 'Bob', 'nobody', '2026-01-05Z'), ('c3', 'Cid',"
            + " 'c@example.com', '2026-01-05Z');");
    WireMockServer helpdesk = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    helpdesk.start();
    try {
      helpdesk.stubFor(contacts("c1", "[]"));
      helpdesk.stubFor(contacts("c3", "[{\"id\": 33}]"));
      helpdesk.stubFor(
          WireMock.post("/api/contacts")
              .withRequestBody(
                  WireMock.equalToJson(
                      "{\"contact\": {\"external_id\": \"c1\", \"name\": \"Ann Lee\","
                          + " \"email\": \"Ann@example.com\"}}"))
              .willReturn(WireMock.okJson("{\"contact\": {\"id\": 11}}").withStatus(201)));
      helpdesk.stubFor(
          WireMock.patch(WireMock.urlMatching("/api/contacts/(11|33)"))
              .willReturn(WireMock.okJson("{\"contact\": {\"id\": 33}}")));
      Home home =
          home()
              .set("helpdesk.url", helpdesk.baseUrl())
              .set("oneway.auth.helpdesk.type", "bearer")
              .set("oneway.auth.helpdesk.token", "s3cret");

      RunSummary run = home.runOnce("sales-customers-to-helpdesk");

      assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
      assertThat(run.countsInWords()).isEqualTo("read 3, created 1, updated 1, rejected 1");
      helpdesk.resetRequests();
      Sql.execute(
          database("sales"),
          "UPDATE customers SET name = 'Cid C', updated_at = now() WHERE id = 'c3'");
      assertThat(home.runOnce("sales-customers-to-helpdesk").counts().of(Fate.UPDATED))
          .isEqualTo(1);
      helpdesk.verify(0, WireMock.getRequestedFor(WireMock.anyUrl()));
      helpdesk.verify(1, WireMock.patchRequestedFor(WireMock.urlEqualTo("/api/contacts/33")));
    } finally {
      helpdesk.stop();
    }
  }

  private static com.github.tomakehurst.wiremock.client.MappingBuilder contacts(
      String key, String found) {
    return WireMock.get(WireMock.urlEqualTo("/api/contacts?external_id=" + key))
        .withHeader("Authorization", WireMock.equalTo("Bearer s3cret"))
        .willReturn(WireMock.okJson("{\"contacts\": " + found + "}"));
  }

  private static com.github.tomakehurst.wiremock.client.MappingBuilder tickets(String json) {
    return WireMock.get(WireMock.urlPathEqualTo("/api/tickets"))
        .withQueryParam("limit", WireMock.equalTo("100"))
        .withQueryParam("updated_after", WireMock.equalTo("1970-01-01T00:00:00Z"))
        .withHeader("Authorization", WireMock.equalTo("Bearer s3cret"))
        .willReturn(WireMock.okJson(json));
  }

  @Test
  void theFaultsItShowsAreTheFaultsThatAreTold() {
    Home home =
        home()
            .write(
                ORDER,
                readme
                    .files()
                    .get(ORDER)
                    .replace("type: decimal", "type: decimla")
                    .replace("values: status }", "values: stauts }")
                    .replace("each:    items", "each:    items[]"));
    String shown =
        readme.blocks("### What faults look like", "## The mapping").get(0).text().strip();
    FlowState state =
        home.flows().stream()
            .filter(f -> f.name().equals(ORDERS))
            .findFirst()
            .orElseThrow()
            .state();
    assertThat(state).isInstanceOf(FlowState.Broken.class);
    assertThat(
            ((FlowState.Broken) state)
                .faults().stream()
                    .map(Fault::toString)
                    .map(fault -> fault.replace(folder + "/", ""))
                    .collect(Collectors.joining("\n")))
        .isEqualTo(shown);
  }

  @Test
  void aLocalTimestampIsReadInTheZoneTheQueryNames() {
    Sql.execute(
        database("sales"),
        "CREATE TABLE notes (id int PRIMARY KEY, updated_at timestamp, utc timestamp);"
            + "\nINSERT INTO notes VALUES (1, '2026-07-01 12:00', '2026-07-01 10:00');");
    Sql.execute(database("warehouse"), "CREATE TABLE notes (id int PRIMARY KEY)");
    String berlin = "updated_at at time zone 'Europe/Berlin'";
    assertThat(readme.codes()).contains(berlin);
    Home home = home();
    noteFlow(home, "notes-utc", "utc");
    noteFlow(home, "notes-local", berlin);

    for (String flow : List.of("notes-utc", "notes-local")) {
      assertThat(home.runOnce(flow).watermark()).hasToString("Optional[2026-07-01T10:00:00Z]");
      assertThat(home.runOnce(flow).counts().read()).isEqualTo(1);
    }
  }

  private static void noteFlow(Home home, String name, String changed) {
    String route = home.settings().get("oneway.routes") + "/" + ORDERS + ".camel.yaml";
    String query =
        "sql:select id, %1$s as changed from notes where %1$s >= :#${exchangeProperty.since}"
            .formatted(changed);
    home.write(
            "routes/" + name + ".camel.yaml",
            Readme.fileText(route)
                .replace(ORDERS, name)
                .replaceAll("(?s)>-\\n.*?order by o.updated_at", "@query")
                .replace("@query", "\"" + query + "\"")
                .replace("mapping:sales-order-to-warehouse-order", "mapping:" + name)
                .replace("jdbc-upsert:sales_orders", "jdbc-upsert:notes"))
        .write(
            "mappings/" + name + ".yaml",
            """
            source: { system: S, object: notes }
            destination: { system: W, object: notes }
            key: { id: id }
            changedAt: changed
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mapping", "field"})
  void everyPartOfAMappingAndEveryWordOfAFieldIsNamed(String vocabulary) {
    String mapping = readme.between("## The mapping", "## Operate");
    assertThat(
            MappingLanguage.VOCABULARIES.stream()
                .filter(words -> words.name().equals(vocabulary))
                .flatMap(words -> words.names().stream()))
        .isNotEmpty()
        .allSatisfy(word -> assertThat(mapping).contains("`" + word + "`"));
  }

  @Test
  void everyRoomAndEveryLibraryIsNamed() throws IOException {
    String made = readme.text().substring(readme.text().indexOf("## How it is made"));
    try (Stream<Path> rooms = Files.list(Path.of("src/main/java/dev/oneway"))) {
      assertThat(rooms.filter(Files::isDirectory))
          .allSatisfy(room -> assertThat(made).contains("\n| `" + room.getFileName() + "` |"));
    }
    String dependencies =
        Readme.fileText("pom.xml")
            .replaceAll("(?s).*</dependencyManagement>|<build>.*|<exclusions>.*?</exclusions>", "");
    List<String> libraries =
        java.util.regex.Pattern.compile("(?s)<dependency>.*?</dependency>")
            .matcher(dependencies)
            .results()
            .map(java.util.regex.MatchResult::group)
            .filter(dependency -> !dependency.contains("<scope>test"))
            .map(dependency -> dependency.replaceAll("(?s).*<artifactId>|</artifactId>.*", ""))
            .toList();
    assertThat(libraries)
        .hasSizeGreaterThan(15)
        .allSatisfy(library -> assertThat(made).contains("`" + library + "`"));
  }

  @Test
  void everyLinkInItLeadsToAHeading() {
    List<String> headings =
        readme
            .text()
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("#+ ", "").toLowerCase(java.util.Locale.ROOT))
            .map(heading -> heading.replaceAll("[^a-z -]", "").replace(' ', '-'))
            .toList();
    assertThat(readme.text().lines().flatMap(ReadmeTest::anchors).toList())
        .isNotEmpty()
        .isSubsetOf(headings);
  }

  private static Stream<String> anchors(String line) {
    return java.util.regex.Pattern.compile("\\]\\(#([a-z-]+)\\)")
        .matcher(line)
        .results()
        .map(link -> link.group(1));
  }
}
