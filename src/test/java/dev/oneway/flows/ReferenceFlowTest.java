package dev.oneway.flows;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.oneway.app.Application;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.fault.Fault;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.preview.Plan;
import dev.oneway.run.Fate;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow whose records point to what another flow delivers, or the same one. */
class ReferenceFlowTest {
  private static final String MAPPING =
      """
      source: { system: CRM, object: OBJECT, owner: sales }
      destination: { system: Billing, object: OBJECT }
      key: { ref: id }
      changedAt: changed_at
      fields:
        name: name
        FIELD
      """;

  @TempDir private Path folder;
  private final WireMockServer billing =
      new WireMockServer(
          WireMockConfiguration.options()
              .dynamicPort()
              .bindAddress("localhost")
              .globalTemplating(true));
  private String crm;
  private Home home;

  @BeforeEach
  void open() {
    billing.start();
    billing.stubFor(
        post(anyUrl())
            .willReturn(jsonResponse("{ \"id\": \"id_{{jsonPath request.body '$.ref'}}\" }", 201)));
    billing.stubFor(get(anyUrl()).willReturn(notFound()));
    crm = "jdbc:sqlite:" + folder.resolve("crm.db");
    Sql.execute(crm, "CREATE TABLE customer (id TEXT, name TEXT, parent TEXT, changed_at TEXT)");
    Sql.execute(crm, "CREATE TABLE deal (id TEXT, name TEXT, parent TEXT, changed_at TEXT)");
    home = new Home(folder).source("crm", crm).set("oneway.overlap", "0s");
    route("customer", "");
    route("deal", "");
    mapping("customer", "parent: { from: parent, ref: customer-to-billing }");
    mapping("deal", "customer: { from: parent, ref: customer-to-billing }");
  }

  @AfterEach
  void close() {
    billing.stop();
  }

  private void mapping(String object, String field) {
    home.write(
        "mappings/" + object + ".yaml", MAPPING.replace("OBJECT", object).replace("FIELD", field));
  }

  private void route(String object, String split) {
    home.write(
        "routes/" + object + "-to-billing.camel.yaml",
        """
        - route:
            id: OBJECT-to-billing
            from:
              uri: quartz:OBJECT-to-billing
              parameters: { cron: "0 0 3 * * ?", stateful: true }
              steps:
                - to:
                    uri: "sql:SELECT * FROM OBJECT WHERE changed_at > :#${exchangeProperty.since} ORDER BY changed_at"
                    parameters: { dataSource: "#crm", outputType: StreamList, fetchSize: 100 }
                - split:
                    expression: { ref: { expression: chunk2 } }
                    streaming: true
                    stopOnException: true
        SPLIT
                    steps:
                      - to: mapping:OBJECT
                      - to: dedup:ledger
                      - to:
                          uri: "http-upsert:URL"
                          parameters: { upsert: POST /OBJECT, id: /id, read: "GET /OBJECT/${key}" }
        """
            .replace("SPLIT", split.isEmpty() ? "" : split.indent(12).stripTrailing())
            .replace("OBJECT", object)
            .replace("URL", billing.baseUrl()));
  }

  private void row(String table, int at, String id, String parent) {
    Sql.execute(
        crm,
        "INSERT INTO %s VALUES ('%s', 'N', %s, '2026-01-01T00:00:%02dZ')"
            .formatted(table, id, parent == null ? "NULL" : "'" + parent + "'", at));
  }

  private void delivered(int times, String object, String json) {
    billing.verify(
        times, postRequestedFor(urlPathEqualTo("/" + object)).withRequestBody(equalToJson(json)));
  }

  private String run(String object) {
    RunSummary run = home.runOnce(object + "-to-billing");
    assertThat(run.reason()).isEmpty();
    return run.countsInWords();
  }

  @Test
  void whatWaitedComesWithALaterRunAsSoonAsItsPointIsThere() {
    row("deal", 1, "d1", "c1");
    row("deal", 2, "d2", null);
    assertThat(run("deal")).isEqualTo("read 2, created 1, rejected 1");
    assertThat(run("deal")).as("nothing new anywhere").isEqualTo("read 0");
    assertThat(home.deadLetters())
        .singleElement()
        .extracting(DeadLetter::reason)
        .isEqualTo(
            "`customer` points to c1 of customer-to-billing, which hasn't been delivered yet.");

    row("customer", 3, "c1", null);
    assertThat(run("customer")).isEqualTo("read 1, created 1");
    Plan plan = home.plan("deal-to-billing");
    assertThat(plan.run().countsInWords()).startsWith("read 1");

    row("deal", 3, "d3", "c1");
    assertThat(run("deal")).isEqualTo("read 2, created 2");
    delivered(1, "deal", "{ \"ref\": \"d1\", \"name\": \"N\", \"customer\": \"id_c1\" }");
    delivered(1, "deal", "{ \"ref\": \"d3\", \"name\": \"N\", \"customer\": \"id_c1\" }");
    assertThat(home.deadLetters()).isEmpty();
    assertThat(run("deal")).isEqualTo("read 0");
  }

  @Test
  void recordsOfOneFlowThatPointToEachOtherArriveInOneRun() {
    row("customer", 1, "c1", "c3");
    row("customer", 2, "c2", "c1");
    row("customer", 3, "c3", null);
    assertThat(run("customer")).isEqualTo("read 4, created 2, rejected 2");
    delivered(1, "customer", "{ \"ref\": \"c1\", \"name\": \"N\", \"parent\": \"id_c3\" }");
    assertThat(run("customer")).isEqualTo("read 1, created 1");
    delivered(1, "customer", "{ \"ref\": \"c2\", \"name\": \"N\", \"parent\": \"id_c1\" }");
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void ofWhatIsReadCompletelyOnlyWhatIsStillThereComesBack() {
    home.write(
        "routes/deal-to-billing.camel.yaml",
        read()
            .replaceFirst("WHERE changed_at > :#\\$\\{exchangeProperty.since} ", "")
            .replace("{ upsert:", "{ delete: \"DELETE /deal/${id}\", upsert:"));
    mapping(
        "deal",
        "customer: { from: parent, ref: customer-to-billing }\ndeletes: { missing: gone, action: delete, limit: 100% }");
    row("deal", 1, "d1", "c1");
    row("deal", 2, "d2", "c1");
    assertThat(run("deal")).isEqualTo("read 2, rejected 2");
    row("customer", 3, "c1", null);
    run("customer");
    Sql.execute(crm, "DELETE FROM deal WHERE id = 'd1'");

    assertThat(run("deal")).isEqualTo("read 2, filtered 1, created 1");
    delivered(0, "deal", "{ \"ref\": \"d1\", \"name\": \"N\", \"customer\": \"id_c1\" }");
  }

  @Test
  void aFlowWithAnInboxLooksByItselfWhetherSomethingHasArrived() {
    home.write(
        "routes/deal-to-billing.camel.yaml",
        """
        - route:
            id: deal-to-billing-sweep
            from:
              uri: quartz:deal-to-billing-sweep
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
                - to:
                    uri: "sql:SELECT * FROM deal"
                    parameters: { dataSource: "#crm", outputType: StreamList, fetchSize: 100 }
                - split:
                    expression: { ref: { expression: chunk100 } }
                    streaming: true
                    stopOnException: true
                    steps:
                      - to: inbox:deals?key=/id&changedAt=/changed_at
        - route:
            id: deal-to-billing
            from:
              uri: inbox:deals
              steps:
                - to: mapping:deal
                - to: dedup:ledger
                - to:
                    uri: "http-upsert:URL"
                    parameters: { upsert: POST /deal, id: /id }
        """
            .replace("URL", billing.baseUrl()));
    row("deal", 1, "d1", "c1");
    List<RunSummary> runs = home.runAll("deal-to-billing");
    assertThat(runs).extracting(it -> it.counts().of(Fate.REJECTED)).contains(1L);
    row("customer", 3, "c1", null);
    run("customer");

    try (Application application = home.start(Entry.SCHEDULE)) {
      application.loadFlows();
      application.takeOver();
      await().until(() -> application.deadLetters().waitingByFlow().isEmpty());
    }
    delivered(1, "deal", "{ \"ref\": \"d1\", \"name\": \"N\", \"customer\": \"id_c1\" }");
  }

  @Test
  void aRouteThatCannotKeepWhatItsMappingPointsToIsRefused() {
    String route = read();
    home.write(
        "routes/deal-to-billing.camel.yaml",
        route.replace("              - to: dedup:ledger\n", ""));
    assertThat(faults("deal-to-billing"))
        .containsExactly("the mapping points to other records (`ref`), and no ledger finds them.");
    route("deal", "parallelProcessing: true");
    assertThat(faults("deal-to-billing"))
        .containsExactly(
            "what waits for other records (`ref`) comes when all else is done, and chunks are"
                + " worked on side by side.");
    home.write(
        "routes/deal-to-billing.camel.yaml",
        route.replace("ref: { expression: chunk2 }", "simple: { expression: \"${body}\" }"));
    assertThat(faults("deal-to-billing"))
        .containsExactly(
            "what waits for other records (`ref`) comes at the end of a run, and nothing here has"
                + " an end.");
  }

  @Test
  void aFlowThatDoesNotExistIsToldWithItsPlaceAndOnlyItsFlowIsRefused() {
    mapping("deal", "customer: { from: parent, ref: custmer-to-billing }");
    assertThat(faults("deal-to-billing")).containsExactly("there is no flow `custmer-to-billing`.");
    assertThat(faults("customer-to-billing")).isEmpty();
  }

  private String read() {
    try {
      return Files.readString(home.file("routes/deal-to-billing.camel.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> faults(String flow) {
    Flow loaded =
        home.flows().stream().filter(one -> one.name().equals(flow)).findFirst().orElseThrow();
    return loaded.state() instanceof FlowState.Broken broken
        ? broken.faults().stream().map(Fault::what).toList()
        : List.of();
  }
}
