package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a route's author may write by mistake never turns into a loss nobody sees. */
class NothingIsHiddenTest {
  private static final String FLOW = "items";
  private static final String ROUTE =
      """
      - route:
          id: items
          from:
            uri: quartz:items
            parameters: { cron: "0 0 3 * * ?" }
            steps:
              - to:
                  uri: "sql:QUERY"
                  parameters: { dataSource: "#from", outputType: StreamList }
              - split:
                  expression: { ref: { expression: chunk2 } }
                  streaming: true
                  stopOnException: true
                  steps:
                    - to: mapping:item
                    - to: dedup:ledger
                    - to: jdbc-upsert:item?dataSource=#into
      """;
  private static final String QUERY =
      "SELECT * FROM item WHERE changed >= :#${exchangeProperty.since} ORDER BY id";

  @TempDir private Path folder;
  private String from;
  private String into;
  private Home home;

  @BeforeEach
  void twoDatabases() {
    from = "jdbc:sqlite:" + folder.resolve("from.db");
    into = "jdbc:sqlite:" + folder.resolve("into.db");
    Sql.execute(from, "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, changed)");
    Sql.execute(into, "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)");
    home = new Home(folder).source("from", from).destination("into", into);
    route(ROUTE, QUERY);
    mapping("changed");
  }

  private void route(String text, String query) {
    home.write("routes/items.camel.yaml", text.replace("QUERY", query));
  }

  private void mapping(String changedAt) {
    home.write(
        "mappings/item.yaml",
        """
        source: { system: A, object: item, owner: a }
        destination: { system: B, object: item }
        key: { id: id }
        changedAt: CHANGED_AT
        fields: { name: name }
        """
            .replace("CHANGED_AT", changedAt));
  }

  private void item(int id, String name, Object changed) {
    Sql.execute(
        from, "INSERT INTO item VALUES (%d, '%s', %s)".formatted(id, name, literal(changed)));
  }

  private static String literal(Object value) {
    return value instanceof Number ? value.toString() : "'" + value + "'";
  }

  @Test
  void aSourceThatWritesItsTimesWithABlankIsReadOnAfterTheFirstRun() {
    item(1, "one", "2026-01-31 10:00:00");
    assertThat(home.runOnce(FLOW).counts().of(Fate.CREATED)).isEqualTo(1);
    item(2, "late, within the overlap", "2026-01-31 09:56:00");
    item(3, "new", "2026-01-31 10:00:01");
    assertThat(home.runOnce(FLOW).counts().of(Fate.CREATED)).isEqualTo(2);
    assertThat(Sql.count(into, "item")).isEqualTo(3);
  }

  @Test
  void aNumberAsVersionIsReadFromItsBeginningAndWithAnOverlap() {
    route(ROUTE, "SELECT * FROM item WHERE changed >= :#${exchangeProperty.sinceNumber}");
    mapping("{ from: changed, type: integer }");
    item(1, "one", 6);
    assertThat(home.runOnce(FLOW).counts().of(Fate.CREATED)).isEqualTo(1);
    item(2, "committed late", 5);
    assertThat(home.runOnce(FLOW).counts().of(Fate.CREATED)).isEqualTo(1);
  }

  @Test
  void aZoneForChangedAtIsRefusedBecauseTheSourceComparesWithUtc() {
    mapping("{ from: changed, sourceZone: America/New_York }");
    Flow flow = home.flows().get(0);
    assertThat(flow.state())
        .isInstanceOfSatisfying(
            FlowState.Broken.class,
            broken ->
                assertThat(broken.faults())
                    .singleElement()
                    .asString()
                    .contains("item.yaml:4:", "AT TIME ZONE"));
  }

  @Test
  void aRunWhoseSourceNeverOpenedFailsAlsoWhenItsRouteHandlesTheException() {
    home.write(
        "routes/handled.java",
        """
        import org.apache.camel.builder.RouteBuilder;
        public class handled extends RouteBuilder {
          public void configure() {
            onException(Exception.class).handled(true);
            from("timer:handled?repeatCount=1").routeId("handled")
              .to("sql:select * from nosuch?dataSource=#from&outputType=StreamList");
          }
        }
        """);
    assertThat(home.runOnce("handled").state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void theErrorHandlingOfAllFlowsCantBeChangedByTheFileOfOne() {
    home.write(
        "routes/sly.camel.yaml",
        """
        - routeConfiguration:
            onException:
              - onException:
                  exception: [java.lang.Throwable]
                  handled: { constant: "true" }
        - route:
            id: sly
            from: { uri: "timer:sly", steps: [ { to: "log:x" } ] }
        """);
    assertThat(home.flows())
        .filteredOn(flow -> flow.name().equals("sly"))
        .singleElement()
        .satisfies(
            flow -> assertThat(flow.state().toString()).contains("errors of all flows", "Move it"));
    Sql.execute(from, "DROP TABLE item");
    try (var application = home.start(Entry.ONCE)) {
      assertThat(application.loadFlow("sly").orElseThrow().isReady()).isFalse();
      assertThat(application.loadFlow(FLOW).orElseThrow().state()).isEqualTo(new FlowState.Ready());
      assertThat(application.call(FLOW, dev.oneway.run.RunKind.ONCE, null).state())
          .isEqualTo(RunState.FAILED);
    }
  }

  @Test
  void aStepThatHandsOnAListOfItsOwnKeepsTheBooksBalanced() {
    item(1, "one", "2026-01-31T10:00:00Z");
    item(2, "two", "2026-01-31T10:00:00Z");
    route(
        ROUTE.replace(
            "              - to: mapping:item",
            """
                          - marshal: { json: {} }
                          - unmarshal: { json: { unmarshalType: java.util.List } }
                          - to: mapping:item\
            """),
        QUERY);
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.reason()).isEmpty();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(2);
  }

  @Test
  void aCompanionRouteGoesOnWithTheRunOfItsFlow() {
    item(1, "one", "2026-01-31T10:00:00Z");
    String companion =
        """
        - route:
            id: items-deliver
            from:
              uri: direct:items-deliver
              steps:
                - to: mapping:item
                - to: dedup:ledger
                - to: jdbc-upsert:item?dataSource=#into
        """;
    int steps = ROUTE.indexOf("              - to: mapping:item");
    route(
        ROUTE.substring(0, steps) + "              - to: direct:items-deliver\n" + companion,
        QUERY);
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.reason()).isEmpty();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    item(1, "one", "2026-01-31T10:00:00Z");
    route(ROUTE, "SELECT a.*, b.name FROM item a JOIN item b ON a.id = b.id");
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.reason().orElseThrow()).contains("two columns named `name`", "AS");
  }

  @Test
  void aSecondDestinationInOneFlowIsRefused() {
    route(ROUTE + "              - to: jdbc-upsert:item?dataSource=#into\n", QUERY);
    assertThat(home.flows().get(0).state().toString()).contains("second destination");
  }

  @Test
  void aConditionThatIsNeitherTrueNorFalseRejectsAndDoesNotFilter() {
    mapping("changed\nwhere: name");
    item(1, "one", "2026-01-31T10:00:00Z");
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.counts().of(Fate.FILTERED)).isZero();
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
  }

  @Test
  void aStateStoreWhoseVariableHasNoValueIsNotReplacedByAnother() {
    home.set("oneway.state.url", "{{env:NO_SUCH_VARIABLE}}");
    assertThatThrownBy(home::flows).hasMessageContainingAll("oneway.state.url", "NO_SUCH_VARIABLE");
  }

  @Test
  void aMisspeltSettingIsRefused() {
    home.set("oneway.datasource.from.acess", "read").set("oneway.overlapp", "1m");
    assertThatThrownBy(home::flows)
        .hasMessageContainingAll(
            "`oneway.datasource.from.acess`",
            "`oneway.datasource.from.access`",
            "`oneway.overlapp`",
            "`oneway.overlap`");
  }

  @Test
  void aSettingThatIsNoNumberIsToldByItsName() {
    home.set("oneway.redelivery.attempts", "abc");
    assertThatThrownBy(home::flows).hasMessageContainingAll("oneway.redelivery.attempts", "`abc`");
  }

  @Test
  void aMissingDriverIsToldWithoutTheUrl() {
    home.source("from", "jdbc:nosuch://host/db?password=s3cret");
    assertThat(home.flows().get(0).state().toString())
        .contains("no driver for jdbc:nosuch", "lib/")
        .doesNotContain("s3cret");
  }
}
