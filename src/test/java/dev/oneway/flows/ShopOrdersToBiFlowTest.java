package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.BiSandbox;
import dev.oneway.demo.ShopSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import dev.oneway.run.Fate;
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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox shop to a sandbox of the BI database. */
class ShopOrdersToBiFlowTest {
  private static final String FLOW = "shop-orders-to-bi";
  private static final int ORDERS = 300;
  private static final int BUCKET = 40;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private ShopSandbox shop;
  private BiSandbox bi;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    shop = open(0);
    bi = BiSandbox.open(folder.resolve("bi.db"));
    home =
        new Home(folder)
            .copy("routes/shop-orders-to-bi.camel.yaml")
            .copy("mappings/shopify-order-to-bi-order.yaml")
            .destination("bi", bi.jdbcUrl())
            .set("shopify.url", shop.url())
            .set("oneway.auth.shopify.type", "header")
            .set("oneway.auth.shopify.header", "X-Shopify-Access-Token")
            .set("oneway.auth.shopify.token", "s3cret-token");
  }

  private ShopSandbox open(int port) throws IOException {
    return ShopSandbox.start(port, "s3cret-token", ORDERS, now::get);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    assertThat(home.deadLetters()).isEmpty();
    biHoldsWhatTheShopHas();
    return run;
  }

  private RunSummary failedRun() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.FAILED);
    assertThat(home.deadLetters()).isEmpty();
    return run;
  }

  private void biHoldsWhatTheShopHas() {
    Map<Object, Map<String, Object>> rows =
        bi.orders().stream().collect(Collectors.toMap(row -> id(row.get("order_id")), row -> row));
    assertThat(rows).hasSize(shop.orders().size());
    Map<Object, List<Map<String, Object>>> lines =
        bi.orderLines().stream().collect(Collectors.groupingBy(line -> id(line.get("order_id"))));
    for (Map<String, Object> order : shop.orders().json()) {
      Map<String, Object> row = rows.get(id(order.get("id")));
      assertThat(row)
          .containsEntry("order_number", order.get("name"))
          .containsEntry("currency", order.get("currency"))
          .containsEntry("total", order.get("current_total_price"))
          .containsEntry("note", order.get("note"));
      assertThat(lines.get(id(order.get("id"))).stream().map(ShopOrdersToBiFlowTest::line))
          .containsExactlyInAnyOrderElementsOf(
              linesOf(order).stream().map(ShopOrdersToBiFlowTest::shopLine).toList());
    }
  }

  private static Long id(Object id) {
    return ((Number) id).longValue();
  }

  private static String line(Map<String, Object> row) {
    return "%s %s %s %s %s"
        .formatted(
            row.get("line_id"),
            row.get("sku"),
            row.get("title"),
            row.get("quantity"),
            row.get("unit_price"));
  }

  private static String shopLine(Map<String, Object> line) {
    return "%s %s %s %s %s"
        .formatted(
            line.get("id"),
            line.get("sku"),
            line.get("title"),
            line.get("current_quantity"),
            line.get("price"));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> linesOf(Map<String, Object> order) {
    return (List<Map<String, Object>>) order.get("line_items");
  }

  private Map<String, Object> anOrder() {
    return shop.orders().json().get(17);
  }

  @Test
  void eachOrderBecomesRowsInTwoTablesAndASecondRunWritesNothing() {
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(ORDERS);
    assertThat(bi.orders())
        .as("orders without decimals are among them")
        .anySatisfy(row -> assertThat(row).containsEntry("currency", "JPY"));
    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read()).isPositive();
  }

  /** On PostgreSQL, with an id and an amount that no double holds. */
  @Test
  void idsOf64BitsAndMoneyAsDecimalsArriveExactly() throws IOException {
    String postgres = Postgres.newDatabase();
    Sql.execute(
        postgres,
        """
        CREATE TABLE orders (order_id bigint PRIMARY KEY, order_number text, email text,
          currency text, total numeric(20, 2), status text, created_at timestamptz,
          updated_at timestamptz, customer_name text, note text);
        CREATE TABLE order_lines (order_id bigint, line_id bigint, sku text, title text,
          quantity int, unit_price numeric(20, 2), PRIMARY KEY (order_id, line_id));
        """);
    Map<String, Object> order = new LinkedHashMap<>(anOrder());
    order.put("id", Long.MAX_VALUE);
    order.put("current_total_price", "90071992547409931.07");
    Map<String, Object> line = new LinkedHashMap<>(linesOf(order).get(0));
    line.put("id", Long.MAX_VALUE - 1);
    line.put("price", "0.10");
    order.put("line_items", List.of(line));
    try (SandboxServer one =
        SandboxServer.start(
            0, request -> Reply.json(200, Map.of("orders", List.of(order))), Weather.CLEAR)) {
      home.set("shopify.url", one.url()).destination("bi", postgres);
      assertThat(home.runOnce(FLOW).state()).isEqualTo(RunState.DONE);
    }
    assertThat(Sql.rows(postgres, "SELECT order_id, total FROM orders"))
        .containsExactly("9223372036854775807|90071992547409931.07");
    assertThat(Sql.rows(postgres, "SELECT order_id, line_id, unit_price FROM order_lines"))
        .containsExactly("9223372036854775807|9223372036854775806|0.10");
  }

  @Test
  void whatHappensInTheShopFollows() {
    run();
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    Map<String, Object> order = anOrder();
    Object line = linesOf(order).get(0).get("id");
    shop.orders().removeLine(id(order.get("id")), id(line));
    shop.orders().cancel(id(shop.orders().json().get(3).get("id")));
    shop.orders().writeNote(id(shop.orders().json().get(5).get("id")), "Grüße ☕ \"quoted\"");
    shop.orders().add();

    RunSummary run = run();
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(3);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(bi.orders()).anySatisfy(row -> assertThat(row).containsEntry("status", "cancelled"));
  }

  @Test
  void aNoteThatIsWrittenChangedAndWrittenAgainArrivesEachTime() {
    run();
    long order = id(anOrder().get("id"));
    for (String note : List.of("A", "B", "A")) {
      shop.orders().writeNote(order, note);
      assertThat(run().counts().of(Fate.UPDATED)).isEqualTo(1);
    }
  }

  @Test
  void aShopThatLimitsIsWaitedFor() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(shop.url() + "/admin/api/2025-10/orders.json"))
            .header("X-Shopify-Access-Token", "s3cret-token")
            .build();
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<Void> answer = null;
    for (int i = 0; i <= BUCKET; i++) {
      answer = client.send(request, HttpResponse.BodyHandlers.discarding());
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    now.updateAndGet(time -> time.plusSeconds(1));
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(ORDERS);
  }

  @Test
  void aWrongTokenFailsTheRunAndNamesTheSetting() {
    home.set("oneway.auth.shopify.token", "not-the-s3cret-token");
    RunSummary failed = failedRun();
    assertThat(failed.reason().orElseThrow())
        .contains("401", "Invalid API key or access token", "oneway.auth.shopify")
        .doesNotContain("not-the-s3cret-token");
    assertThat(failed.counts().read()).isZero();

    home.set("oneway.auth.shopify.token", "s3cret-token");
    run();
  }

  @Test
  void aShopThatIsDownFailsTheRunAndHealsByItself() throws IOException {
    int port = URI.create(shop.url()).getPort();
    shop.close();
    RunSummary failed = failedRun();
    assertThat(failed.reason().orElseThrow()).contains("/orders.json", "refused");

    shop = open(port);
    run();
  }
}
