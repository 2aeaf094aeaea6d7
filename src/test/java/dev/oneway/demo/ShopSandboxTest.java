package dev.oneway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.record.RecordJson;
import dev.oneway.run.FatalException;
import dev.oneway.source.PagesComponent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox answers like the vendor, and the shipped Kamelet reads it. */
class ShopSandboxTest {
  private static final String TOKEN = "shpat_s3cret";
  private static final String ORDERS = "/admin/api/2025-10/orders.json";

  private final TickingClock clock = new TickingClock();
  private final HttpClient client = HttpClient.newHttpClient();
  private ShopSandbox shop;

  @BeforeEach
  void open() throws IOException {
    shop = ShopSandbox.start(0, TOKEN, 300, clock);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private HttpResponse<String> ask(String pathAndQuery, String token) throws Exception {
    return askUrl(shop.url() + pathAndQuery, token);
  }

  private HttpResponse<String> askUrl(String url, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("X-Shopify-Access-Token", token).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static List<?> ordersIn(HttpResponse<String> answer) {
    return (List<?>) RecordJson.readRecord(answer.body()).get("orders");
  }

  private List<Map<?, ?>> read(String since, String auth) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.addComponent("pages", new PagesComponent());
      Map.of("type", "header", "header", "X-Shopify-Access-Token", "token", auth)
          .forEach(
              (name, value) ->
                  context
                      .getPropertiesComponent()
                      .addInitialProperty("oneway.auth.shopify." + name, value));
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:flow")
                  .to("kamelet:shopify-orders-source?pageSize=70&shop=" + shop.url());
            }
          });
      context.start();
      Exchange done =
          context
              .createProducerTemplate()
              .send("direct:flow", exchange -> exchange.setProperty("since", since));
      assertThat(done.getException()).isNull();
      List<Map<?, ?>> all = new ArrayList<>();
      Iterator<?> body = done.getMessage().getBody(Iterator.class);
      body.forEachRemaining(one -> all.add((Map<?, ?>) one));
      return all;
    }
  }

  @Test
  void theKameletReadsEveryOrderOnce() throws Exception {
    List<Map<?, ?>> all = read("1970-01-01T00:00:00Z", TOKEN);
    assertThat(all).hasSize(300);
    assertThat(all.stream().<Object>map(order -> order.get("id"))).doesNotHaveDuplicates();
    assertThat(all)
        .isEqualTo(
            shop.orders().json().stream()
                .map(order -> RecordJson.readRecord(RecordJson.write(order)))
                .toList());
  }

  @Test
  void theKameletReadsWhatChangedSince() throws Exception {
    clock.forward(Duration.ofMinutes(10));
    long added = shop.orders().add();
    long cancelled = (Long) shop.orders().json().get(0).get("id");
    shop.orders().cancel(cancelled);
    assertThat(read("2026-01-31T12:10:00Z", TOKEN).stream().<Object>map(order -> order.get("id")))
        .containsExactlyInAnyOrder(added, cancelled);
    assertThat(read("2026-01-31T12:10:00.001Z", TOKEN)).isEmpty();
  }

  @Test
  void aWrongTokenSaysWhereToMendIt() {
    assertThatThrownBy(() -> read("1970-01-01T00:00:00Z", "wrong"))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("status 401: [API] Invalid API key or access token")
        .hasMessageContaining("oneway.auth.shopify.*");
  }

  @Test
  void aPageInfoToleratesNoFilterBesideIt() throws Exception {
    HttpResponse<String> first = ask(ORDERS + "?status=any&limit=2", TOKEN);
    String link = first.headers().firstValue("Link").orElseThrow();
    assertThat(link).endsWith("; rel=\"next\"");
    String next = link.substring(1, link.indexOf('>'));
    assertThat(next).contains("limit=2&page_info=").doesNotContain("status");
    assertThat(ordersIn(askUrl(next, TOKEN))).hasSize(2);
    HttpResponse<String> refused = askUrl(next + "&status=any", TOKEN);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .isEqualTo(
            "{\"errors\":{\"status\":\"status cannot be passed when page_info is present. See https://shopify.dev/api/usage/pagination-rest for more information.\"}}");
  }

  @Test
  void withoutAStatusOnlyOpenOrdersAreShownFiftyAtATime() throws Exception {
    long cancelled = (Long) shop.orders().json().get(0).get("id");
    shop.orders().cancel(cancelled);
    HttpResponse<String> answer = ask(ORDERS + "?limit=250", TOKEN);
    assertThat(answer.body()).doesNotContain("\"id\":" + cancelled + ",");
    assertThat(ordersIn(ask(ORDERS, TOKEN))).hasSize(50);
    assertThat(ordersIn(ask(ORDERS + "?limit=1000", TOKEN))).hasSize(250);
  }

  @Test
  void theBucketHoldsFortyRequestsAndLeaksTwoASecond() throws Exception {
    for (int i = 1; i <= 40; i++) {
      HttpResponse<String> answer = ask(ORDERS + "?limit=1", TOKEN);
      assertThat(answer.headers().firstValue("X-Shopify-Shop-Api-Call-Limit")).contains(i + "/40");
    }
    HttpResponse<String> refused = ask(ORDERS + "?limit=1", TOKEN);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("2.0");
    assertThat(refused.body()).startsWith("{\"errors\":\"Exceeded 2 calls per second");
    clock.forward(Duration.ofSeconds(1));
    assertThat(ask(ORDERS + "?limit=1", TOKEN).statusCode()).isEqualTo(200);
    assertThat(ask(ORDERS + "?limit=1", TOKEN).statusCode()).isEqualTo(200);
    assertThat(ask(ORDERS + "?limit=1", TOKEN).statusCode()).isEqualTo(429);
  }

  @Test
  void anotherPathIsNotFound() throws Exception {
    assertThat(ask("/admin/api/2025-10/products.json", TOKEN).statusCode()).isEqualTo(404);
  }

  @Test
  void ordersLookLikeTheVendors() {
    List<Map<String, Object>> orders = shop.orders().json();
    assertThat(orders)
        .allSatisfy(
            order -> {
              assertThat((Long) order.get("id")).isGreaterThan(Integer.MAX_VALUE);
              assertThat((String) order.get("total_price"))
                  .matches(order.get("currency").equals("JPY") ? "\\d+" : "\\d+\\.\\d\\d");
              assertThat((String) order.get("updated_at"))
                  .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d-05:00");
              assertThat((List<?>) order.get("line_items")).isNotEmpty();
            });
    assertThat(orders).anySatisfy(order -> assertThat(order.get("currency")).isEqualTo("JPY"));
    assertThat(orders).anySatisfy(order -> assertThat(order.get("customer")).isNull());
    assertThat(orders).anySatisfy(order -> assertThat((String) order.get("note")).contains("\n"));
  }

  @Test
  void theSameSeedMakesTheSameShop() throws IOException {
    try (ShopSandbox twin = ShopSandbox.start(0, TOKEN, 300, clock)) {
      IntStream.range(0, 50).forEach(i -> twin.orders().tick());
      IntStream.range(0, 50).forEach(i -> shop.orders().tick());
      assertThat(twin.orders().json()).isEqualTo(shop.orders().json());
    }
  }

  @Test
  void aRemovedLineStaysWithNothingLeftOfIt() {
    Map<String, Object> order = shop.orders().json().get(0);
    Map<?, ?> line = (Map<?, ?>) ((List<?>) order.get("line_items")).get(0);
    clock.forward(Duration.ofSeconds(1));
    shop.orders().removeLine((Long) order.get("id"), (Long) line.get("id"));
    Map<String, Object> changed = shop.orders().json().get(299);
    assertThat(changed.get("id")).isEqualTo(order.get("id"));
    Map<?, ?> removed = (Map<?, ?>) ((List<?>) changed.get("line_items")).get(0);
    assertThat(removed.get("current_quantity")).isEqualTo(0);
    assertThat(removed.get("quantity")).isEqualTo(line.get("quantity"));
    assertThat(changed.get("total_price")).isEqualTo(order.get("total_price"));
    assertThat(changed.get("current_total_price")).isNotEqualTo(order.get("total_price"));
  }

  @Test
  void everyTickChangesExactlyOneOrder() {
    HashSet<Object> kinds = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      clock.forward(Duration.ofSeconds(1));
      shop.orders().tick();
      List<Map<String, Object>> orders = shop.orders().json();
      String now = (String) orders.get(orders.size() - 1).get("updated_at");
      assertThat(orders.stream().filter(order -> order.get("updated_at").equals(now))).hasSize(1);
      kinds.add(orders.get(orders.size() - 1).get("financial_status"));
    }
    assertThat(shop.orders().size()).isGreaterThan(350);
    assertThat(kinds).contains("paid", "refunded", "voided", "pending");
  }
}
