package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow in two new files, from one PostgreSQL database to another, as an engineer writes it. */
class SqlToSqlFlowTest {
  private static final String FLOW = "sales-to-warehouse";
  private static final String TABLES =
      """
      CREATE TABLE orders (id bigint PRIMARY KEY, customer varchar(40), placed_on date,
        shipped_at timestamp, paid_at timestamptz, freight real, total numeric(14,4), paid boolean,
        note text, extra jsonb, tags text[], token uuid, picture bytea);
      CREATE TABLE order_lines (order_id bigint NOT NULL REFERENCES orders, line int NOT NULL,
        sku text NOT NULL, unit_price numeric(12,4), quantity smallint CHECK (quantity > 0),
        PRIMARY KEY (order_id, line));
      """;
  private static final String ALL_ORDERS = "SELECT * FROM orders ORDER BY id";
  private static final String ALL_LINES = "SELECT * FROM order_lines ORDER BY order_id, line";

  @TempDir private Path folder;
  private final String sales = Postgres.newDatabase();
  private final String warehouse = Postgres.newDatabase();
  private Home home;

  @BeforeEach
  void twoFilesAndTwoDatabases() {
    home =
        new Home(folder)
            .source("sales", sales)
            .destination("warehouse", warehouse)
            .write("routes/sales-to-warehouse.camel.yaml", ROUTE)
            .write("mappings/sales-order-to-order.yaml", MAPPING);
    Sql.execute(sales, TABLES.replace("CHECK (quantity > 0)", ""));
    Sql.execute(
        sales,
        """
        INSERT INTO orders SELECT i, 'Customer ' || i, date '2020-02-29' + i, timestamp
          '2024-03-10 02:30:00.123456' + i * interval '1 hour', timestamptz
          '2024-11-03 01:30:00.000001-04' + i * interval '1 hour', i * 0.1, 1e9 + i * 0.0001,
          i % 2 = 0, CASE WHEN i % 5 = 0 THEN NULL ELSE E'na\\u00efve \\u2615 \\t "q" \\\\N ' || i END,
          jsonb_build_object('n', i, 'big', 99999999999999999999), ARRAY['a,b', 'c"d', NULL],
          gen_random_uuid(), decode(lpad(to_hex(i), 4, '0'), 'hex')
          FROM generate_series(1, 1200) i;
        INSERT INTO order_lines SELECT i, l, 'SKU-' || l, l * 9.95, l
          FROM generate_series(1, 1200) i, generate_series(1, 1 + i % 3) l;
        """);
    Sql.execute(warehouse, TABLES);
  }

  private static final String ROUTE =
      """
      - route:
          id: sales-to-warehouse
          from:
            uri: quartz:sales-to-warehouse
            parameters: { cron: "0 0/5 * * * ?", stateful: true }
            steps:
              - to:
                  uri: "sql:SELECT o.*, (SELECT json_agg(l ORDER BY l.line) FROM order_lines l WHERE
                    l.order_id = o.id) AS lines FROM orders o ORDER BY o.id"
                  parameters: { dataSource: "#sales", outputType: StreamList, fetchSize: 1000 }
              - split:
                  expression: { ref: { expression: chunk500 } }
                  streaming: true
                  stopOnException: true
                  steps:
                    - to: mapping:sales-order-to-order
                    - to: dedup:ledger
                    - to: jdbc-upsert:orders?dataSource=#warehouse
      """;

  private static final String MAPPING =
      """
      source: { system: Sales, object: orders, owner: sales }
      destination: { system: Warehouse, object: orders }
      key: { id: id }
      fields:
        customer: customer
        placed_on: placed_on
        shipped_at: shipped_at
        paid_at: paid_at
        freight: freight
        total: total
        paid: paid
        note: note
        extra: extra
        tags: tags
        token: token
        picture: picture
      children:
        order_lines:
          each: lines
          parent: { order_id: id }
          key: { line: line }
          missing: delete
          fields: { sku: sku, unit_price: unit_price, quantity: quantity }
      """;

  @Test
  void everyValueArrivesAsItIs() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.reason()).isEmpty();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1200);
    theTwoDatabasesAreEqual();
  }

  @Test
  void aSecondRunWritesNothing() {
    home.runOnce(FLOW);
    List<String> before = Sql.rows(warehouse, "SELECT ctid, xmin FROM orders ORDER BY id");
    RunSummary second = home.runOnce(FLOW);
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(1200);
    assertThat(Sql.rows(warehouse, "SELECT ctid, xmin FROM orders ORDER BY id")).isEqualTo(before);
  }

  @Test
  void threeChangedRecordsAreThreeUpdates() {
    home.runOnce(FLOW);
    Sql.execute(
        sales,
        """
        UPDATE orders SET total = total + 0.0001 WHERE id = 7;
        UPDATE orders SET note = NULL WHERE id = 8;
        DELETE FROM order_lines WHERE order_id = 11 AND line = 2;
        """);
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(3);
    assertThat(run.counts().of(Fate.UNCHANGED)).isEqualTo(1197);
    theTwoDatabasesAreEqual();
  }

  @Test
  void oneRefusedRowInAThousandWaitsAndIsReplayedOnceItIsMended() {
    Sql.execute(sales, "UPDATE order_lines SET quantity = 0 WHERE order_id = 600 AND line = 1");
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1199);
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(Sql.rows(warehouse, "SELECT id FROM orders WHERE id = 600")).isEmpty();

    Sql.execute(warehouse, "ALTER TABLE order_lines DROP CONSTRAINT order_lines_quantity_check");
    RunSummary replay = home.replay(FLOW);
    assertThat(replay.counts().of(Fate.CREATED)).isEqualTo(1);
    theTwoDatabasesAreEqual();
    assertThat(home.replay(FLOW).counts().read()).isZero();
  }

  @Test
  void aDestinationThatIsDownFailsTheRunWithoutDeadLettersAndHealsByItself() {
    home.destination("warehouse", "jdbc:postgresql://127.0.0.1:1/nowhere?user=x");
    RunSummary down = home.runOnce(FLOW);
    assertThat(down.state()).isEqualTo(RunState.FAILED);
    assertThat(down.counts().of(Fate.REJECTED)).isZero();

    home.destination("warehouse", warehouse);
    assertThat(home.runOnce(FLOW).state()).isEqualTo(RunState.DONE);
    theTwoDatabasesAreEqual();
    assertThat(home.replay(FLOW).counts().read()).isZero();
  }

  @Test
  void aSourceThatIsDownFailsTheRunAndHealsByItself() {
    home.source("sales", "jdbc:postgresql://127.0.0.1:1/nowhere?user=x");
    assertThat(home.runOnce(FLOW).state()).isEqualTo(RunState.FAILED);

    home.source("sales", sales);
    assertThat(home.runOnce(FLOW).state()).isEqualTo(RunState.DONE);
    theTwoDatabasesAreEqual();
  }

  private void theTwoDatabasesAreEqual() {
    assertThat(Sql.rows(warehouse, ALL_ORDERS)).isEqualTo(Sql.rows(sales, ALL_ORDERS));
    assertThat(Sql.rows(warehouse, ALL_LINES)).isEqualTo(Sql.rows(sales, ALL_LINES));
  }
}
