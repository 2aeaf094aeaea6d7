package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow is held against its destination's tables when it is loaded, where they can be reached. */
class DestinationRealityTest {
  private static final String DOWN = "jdbc:postgresql://127.0.0.1:1/x?user=u&password=s3cret";
  private static final String MAPPING =
      """
      source: { system: S, object: orders, owner: me }
      destination: { system: T, object: orders }
      key: { id: id }
      fields:
        bought: { from: bought, type: boolean }
        customer: customer
      """;

  @TempDir private Path folder;
  private Home home;
  private String sqlite;

  @BeforeEach
  void aFlow() {
    sqlite = "jdbc:sqlite:" + folder.resolve("target.db");
    home = new Home(folder).write("mappings/order.yaml", MAPPING);
    route("orders", "- to: mapping:order\n- to: jdbc-upsert:orders?dataSource=#target\n");
  }

  private void route(String name, String steps) {
    home.write(
        "routes/" + name + ".camel.yaml",
        """
        - route:
            id: NAME
            from:
              uri: direct:NAME
              steps:
        """
                .replace("NAME", name)
            + steps.indent(8));
  }

  private Flow flow() {
    return home.flows().get(0);
  }

  private List<String> told(List<Fault> faults) {
    return faults.stream().map(fault -> fault.toString().replace(folder + "/", "")).toList();
  }

  private List<String> faults() {
    return told(((FlowState.Broken) flow().state()).faults());
  }

  @Test
  void whatPostgresqlCannotTakeIsToldWithTheMappingsLine() {
    String target = Postgres.newDatabase();
    Sql.execute(
        target,
        "CREATE TABLE orders (id bigint PRIMARY KEY, bought date, custmer text, note text NOT NULL)");
    home.destination("target", target);

    assertThat(faults())
        .containsExactly(
            "mappings/order.yaml:3:8: `note` of orders must have a value (NOT NULL, no default) and"
                + " no field fills it. Add it to `fields`, or give the column a default.",
            "mappings/order.yaml:5:3: `bought` of orders is date and can never hold true or false."
                + " Give the field another `type`, or the column one that fits.",
            "mappings/order.yaml:6:3: `customer` isn't a column of orders. Did you mean `custmer`?"
                + " Its columns are id, bought, custmer, note.");
  }

  @Test
  void whatSqliteCannotTakeIsToldWithTheMappingsLine() {
    Sql.execute(sqlite, "CREATE TABLE orders (id INTEGER, bought DATE)");
    home.destination("target", sqlite);

    assertThat(faults())
        .satisfiesExactly(
            f -> assertThat(f).startsWith("mappings/order.yaml:3:8: orders has no unique index"),
            f -> assertThat(f).startsWith("mappings/order.yaml:6:3: `customer` isn't a column"));
  }

  @Test
  void aValueGivenOutInTurnTakesALedger() {
    Sql.execute(sqlite, "CREATE TABLE orders (id INTEGER PRIMARY KEY, bought INT, customer TEXT)");
    home.destination("target", sqlite)
        .write(
            "mappings/order.yaml",
            MAPPING.replaceAll(
                "customer: .*", "customer: { assign: round-robin, among: [ann, bob] }"));

    assertThat(faults())
        .containsExactly(
            "routes/orders.camel.yaml:7: the mapping assigns `customer`, and no ledger remembers"
                + " it. Put `- to: dedup:ledger` before this step.");

    route(
        "orders",
        "- to: mapping:order\n- to: dedup:ledger\n- to: jdbc-upsert:orders?dataSource=#target\n");
    assertThat(flow().isReady()).isTrue();
  }

  @Test
  void aTableThatIsNotThereIsToldWithTheRoutesLine() {
    Sql.execute(sqlite, "CREATE TABLE order_lines (id INTEGER)");
    home.destination("target", sqlite);

    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("routes/orders.camel.yaml:7: there is no table `orders` in the database.");
  }

  @Test
  void whatMayBeRefusedIsANote() {
    Sql.execute(
        sqlite, "CREATE TABLE orders (id INTEGER PRIMARY KEY, bought INT, customer TEXT NOT NULL)");
    home.destination("target", sqlite);

    Flow flow = flow();

    assertThat(flow.isReady()).isTrue();
    assertThat(told(flow.notes()))
        .containsExactly(
            "mappings/order.yaml:6:3: `customer` of orders: NOT NULL, and the value may be null. Such a"
                + " record is refused. Add `required: true` or a `default`, if the source doesn't"
                + " see to it.");
  }

  @Test
  void aDatabaseThatIsDownIsANoteAndWaitedForOnce() {
    home.destination("target", DOWN).set("oneway.connectTimeout", "1s");
    for (int i = 0; i < 20; i++) {
      String mapping = "order" + i;
      home.write(
          "mappings/" + mapping + ".yaml", MAPPING.replace("object: orders", "object: " + mapping));
      route(
          "more" + i,
          "- to: mapping:" + mapping + "\n- to: jdbc-upsert:orders?dataSource=#target\n");
    }

    Instant start = Instant.now();
    List<Flow> flows = home.flows();

    assertThat(flows).hasSize(21).allMatch(Flow::isReady);
    assertThat(flows)
        .allSatisfy(
            flow ->
                assertThat(told(flow.notes()))
                    .singleElement()
                    .asString()
                    .startsWith("routes/" + flow.name() + ".camel.yaml:7: ")
                    .contains("isn't checked", "`target` can't be reached", "refused")
                    .doesNotContain("s3cret", "jdbc:"));
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aFileThatIsNotThereIsNotMade() {
    home.destination("target", sqlite);

    assertThat(flow().isReady()).isTrue();
    assertThat(told(flow().notes())).singleElement().asString().contains("can't be reached");
    assertThat(folder.resolve("target.db")).doesNotExist();
  }

  @Test
  void eachBranchOfAChoiceIsCheckedAndOfAChainOnlyItsLast() {
    Sql.execute(sqlite, "CREATE TABLE orders (id INTEGER PRIMARY KEY, bought INT, customer TEXT)");
    home.destination("target", sqlite)
        .write("mappings/raw.yaml", MAPPING.replace("  customer: customer", "  raw: customer"))
        .write("mappings/left.yaml", MAPPING.replace("  customer: customer", "  left: customer"))
        .write("mappings/right.yaml", MAPPING.replace("  customer: customer", "  right: customer"));
    route(
        "orders",
        """
        - to: mapping:raw
        - choice:
            when:
              - simple: "${header.left}"
                steps:
                  - to: mapping:left
            otherwise:
              steps:
                - to: mapping:right
        - to: jdbc-upsert:orders?dataSource=#target
        """);

    assertThat(faults())
        .satisfiesExactly(
            f -> assertThat(f).startsWith("mappings/left.yaml:6:3: `left` isn't a column"),
            f -> assertThat(f).startsWith("mappings/right.yaml:6:3: `right` isn't a column"));
  }

  @Test
  void aTableThatWasMendedIsSeenAtTheNextLoad() {
    Sql.execute(sqlite, "CREATE TABLE orders (id INTEGER PRIMARY KEY, bought INT)");
    home.destination("target", sqlite);
    assertThat(faults()).hasSize(1);

    Sql.execute(sqlite, "ALTER TABLE orders ADD COLUMN customer TEXT");

    assertThat(flow().isReady()).isTrue();
  }
}
