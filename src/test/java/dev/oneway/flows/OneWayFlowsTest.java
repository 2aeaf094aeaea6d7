package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.fault.Fault;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.testing.Home;
import dev.oneway.testing.LogLines;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows that would send data in a circle don't start; those beside them do. */
class OneWayFlowsTest {
  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void threeDatabases() {
    home = new Home(folder);
    for (String name : List.of("crm", "erp", "shop")) {
      String url = "jdbc:sqlite:" + folder.resolve(name + ".db");
      Sql.execute(
          url,
          "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, email TEXT, note TEXT);"
              + "INSERT INTO people (id, name, email) VALUES (1, 'Ann', 'ann@example.com')");
      home.source(name, url).destination(name + "-in", url);
    }
  }

  private void flow(String from, String to, String fields) {
    String flow = from + "-to-" + to;
    home.write(
        "routes/" + flow + ".camel.yaml",
        """
        - route:
            id: FLOW
            from:
              uri: quartz:FLOW
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
                - to:
                    uri: "sql:select * from people"
                    parameters: { dataSource: "#FROM", outputType: StreamList }
                - split:
                    expression: { ref: { expression: chunk100 } }
                    streaming: true
                    stopOnException: true
                    steps:
                      - to: mapping:FLOW
                      - to: dedup:ledger
                      - to: jdbc-upsert:people?dataSource=#TO-in
        """
            .replace("FLOW", flow)
            .replace("FROM", from)
            .replace("TO", to));
    home.write("mappings/" + flow + ".yaml", mapping(from, to, fields));
  }

  private static String mapping(String from, String to, String fields) {
    return """
        source: { system: %s, object: people }
        destination: { system: %s, object: people }
        key: { id: id }
        fields: { %s }
        """
        .formatted(from, to, fields);
  }

  private static List<Fault> faults(Flow flow) {
    return flow.state() instanceof FlowState.Broken broken ? broken.faults() : List.of();
  }

  @Test
  void mappingsMadeToLoopThroughThreeSystemsAreRefusedAndTheOthersRun() {
    flow("crm", "erp", "name: name");
    flow("erp", "shop", "name: name");
    flow("shop", "crm", "email: email");
    assertThat(home.flows()).allMatch(Flow::isReady);

    flow("shop", "crm", "name: name");
    home.source("hr", "jdbc:sqlite:" + folder.resolve("crm.db"));
    flow("hr", "shop", "email: email");

    List<Flow> flows = home.flows();
    assertThat(flows)
        .filteredOn(Flow::isReady)
        .extracting(Flow::name)
        .containsExactly("hr-to-shop");
    assertThat(flows.stream().flatMap(flow -> faults(flow).stream()).distinct())
        .singleElement()
        .asString()
        .contains("/mappings/crm-to-erp.yaml:4", "/mappings/erp-to-shop.yaml:4")
        .contains("/mappings/shop-to-crm.yaml:4", "crm.people.name comes back to itself");
    try (Application application = home.start(Entry.ONCE)) {
      assertThat(application.loadFlow("crm-to-erp").orElseThrow().isReady())
          .as("a flow that is loaded alone is held beside the others, too")
          .isFalse();
    }
  }

  @Test
  void fieldsOfTheirOwnInBothDirectionsRunAndAreListedAsAHybrid() {
    flow("crm", "erp", "name: name");
    flow("erp", "crm", "note: note");
    List<Flow> flows = home.flows();
    assertThat(flows).allMatch(Flow::isReady);
    assertThat(flows)
        .allSatisfy(
            flow ->
                assertThat(flow.notes().toString())
                    .contains("crm and erp are a hybrid: `name` from crm people to erp people"));
    assertThat(home.runOnce("crm-to-erp").stateInWords()).isEqualTo("done");
    assertThat(home.runOnce("erp-to-crm").stateInWords()).isEqualTo("done");
  }

  @Test
  void aFieldForNewRecordsAloneNeedsADestinationThatKnowsWhichAreNew() {
    flow("crm", "erp", "name: { from: name, on: create }, note: { from: note, on: empty }");
    assertThat(home.flows()).allMatch(Flow::isReady);
    home.write(
        "routes/crm-to-erp.camel.yaml",
        """
        - route:
            id: crm-to-erp
            from:
              uri: timer:x
              steps:
                - to: mapping:crm-to-erp
                - to: log:x
        """);
    assertThat(faults(home.flows().get(0)))
        .extracting(Fault::what)
        .satisfiesExactly(
            what ->
                assertThat(what)
                    .startsWith("`name` is only for new records, and nothing in ")
                    .endsWith("routes/crm-to-erp.camel.yaml can know what is there."),
            what -> assertThat(what).startsWith("`note` is only for empty fields"));
  }

  @Test
  void aFlowThatWaitsForSettingsCountsAsWell() {
    flow("crm", "erp", "name: name");
    flow("erp", "crm", "name: name");
    home.write(
        "routes/erp-to-crm.camel.yaml",
        """
        - route:
            id: erp-to-crm
            from:
              uri: timer:erp-to-crm?period={{no.such.setting}}
              steps:
                - to: mapping:erp-to-crm
        """);
    assertThat(home.flows()).hasSize(2).noneMatch(Flow::isReady);
  }

  @Test
  void oneUserOfADatabaseThatReadsForOneFlowAndWritesForAnotherIsTold() {
    flow("crm", "erp", "name: name");
    flow("shop", "crm", "email: email");
    assertThat(home.flows()).allMatch(flow -> flow.notes().isEmpty());
    home.set("oneway.datasource.crm.user", "one").set("oneway.datasource.crm-in.user", "one");
    assertThat(home.flows())
        .filteredOn(flow -> !flow.notes().isEmpty())
        .singleElement()
        .satisfies(flow -> assertThat(flow.name()).isEqualTo("shop-to-crm"))
        .satisfies(
            flow ->
                assertThat(flow.notes().toString())
                    .contains(
                        "it writes with oneway.datasource.crm-in, which are the credentials of"
                            + " oneway.datasource.crm, and crm-to-erp reads a source with those."));
  }

  @Test
  void anEditThatWouldCloseACircleIsNotTakenUp() {
    flow("crm", "erp", "name: name");
    flow("erp", "crm", "note: note");
    try (LogLines log = new LogLines("dev.oneway.mapping");
        Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).allMatch(Flow::isReady);
      home.write("mappings/erp-to-crm.yaml", mapping("erp", "crm", "note: note, name: name"));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(log.all())
                      .anyMatch(
                          line ->
                              line.contains("is broken; the last good one stays in use")
                                  && line.contains("people.name comes back to itself")));
    }
  }
}
