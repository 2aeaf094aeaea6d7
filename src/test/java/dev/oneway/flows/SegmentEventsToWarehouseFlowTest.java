package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.demo.http.Webhooks;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.demo.segment.SegmentSandbox;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import dev.oneway.webhook.request.WebhookRequest;
import dev.oneway.webhook.signature.Signer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox of Segment to a warehouse that is empty at first. */
class SegmentEventsToWarehouseFlowTest {
  private static final String FLOW = "segment-events-to-warehouse";

  @TempDir private Path folder;
  private final Queue<Luck> luck = new ArrayDeque<>();
  private final SegmentSandbox segment =
      SegmentSandbox.open("shared", () -> Instant.parse("2026-01-31T10:15:30Z"), this::nextLuck);

  private Luck nextLuck() {
    return Optional.ofNullable(luck.poll()).orElse(Luck.ARRIVES);
  }

  private Home home(String warehouse) {
    Home home =
        new Home(folder)
            .copy("routes/" + FLOW + ".java")
            .copy("mappings/segment-event-to-warehouse-event.yaml")
            .destination("product-warehouse", warehouse)
            .set("oneway.webhook.segment.secret", "shared");
    URI door = Served.door(home);
    segment.webhooks().subscribe(door.resolve("/webhooks/segment"));
    return home;
  }

  @Test
  void eachEventHasATableAndNewPropertiesBecomeColumns() {
    String warehouse = Postgres.newDatabase();
    Home home = home(warehouse);
    try (Served flow = Served.start(home, FLOW)) {
      segment.identify("u1", Map.of("plan", "Pro", "address", Map.of("city", "Bonn")));
      segment.page("u1", "Home", Map.of("title", "Welcome"));
      luck.add(Luck.TWICE);
      String order = segment.track("u1", "Order Completed", Map.of("orderId", 7L));
      flow.delivered();
      segment.track(
          "u2", "Order Completed", Map.of("orderId", "A-8", "total", new BigDecimal("9.50")));
      segment.track("u2", "Signed Up", Map.of("user_id", "other", "products", List.of("a", "b")));
      flow.delivered();

      assertThat(Sql.rows(warehouse, "SELECT user_id, plan, address_city FROM identifies"))
          .containsExactly("u1|Pro|Bonn");
      assertThat(Sql.rows(warehouse, "SELECT name, title, context_library_name FROM pages"))
          .containsExactly("Home|Welcome|analytics.js");
      assertThat(
              Sql.rows(
                  warehouse,
                  "SELECT user_id, order_id, order_id_text, total, event, event_text FROM"
                      + " order_completed ORDER BY user_id"))
          .containsExactly(
              "u1|7|null|null|order_completed|Order Completed",
              "u2|null|A-8|9.50|order_completed|Order Completed");
      assertThat(Sql.rows(warehouse, "SELECT user_id, products, others FROM signed_up"))
          .containsExactly("u2|[\"a\",\"b\"]|{\"properties.user_id\":\"other\"}");
      assertThat(
              Sql.rows(
                  warehouse,
                  "SELECT user_id, event, context_ip FROM tracks ORDER BY user_id, event"))
          .containsExactly(
              "u1|order_completed|192.0.2.1",
              "u2|order_completed|192.0.2.1",
              "u2|signed_up|192.0.2.1");
      assertThat(Sql.rows(warehouse, "SELECT id FROM order_completed WHERE user_id = 'u1'"))
          .containsExactly(order);
      assertThat(
              Sql.rows(
                  warehouse,
                  "SELECT count(*) FROM tracks WHERE timestamp = '2026-01-31T10:15:30Z'"))
          .containsExactly("3");
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void aBatchAsSegmentsOwnLibrariesSendItIsManyEventsAndAMessageIdThatComesAgainIsOne() {
    String warehouse = "jdbc:sqlite:" + folder.resolve("warehouse.db");
    Sql.execute(warehouse, "PRAGMA journal_mode = WAL");
    Home home = home(warehouse);
    Webhooks library =
        new Webhooks(Signer.of("segment", List.of("shared"), Instant::now), () -> Luck.ARRIVES);
    library.subscribe(Served.door(home).resolve("/webhooks/segment/batch"));
    String batch =
        """
        {"sentAt":"2026-01-31T10:15:31Z","batch":[
          {"type":"track","messageId":"m1","userId":"u1","event":"Signed Up",
           "properties":{"seats":3},"timestamp":"2026-01-31T10:15:30Z"},
          {"type":"identify","messageId":"m2","userId":"u1","traits":{"plan":"Pro"},
           "timestamp":"2026-01-31T10:15:30Z"},
          {"type":"track","messageId":"m1","userId":"u1","event":"Signed Up",
           "properties":{"seats":3},"timestamp":"2026-01-31T10:15:30Z"}]}
        """;
    try (Served flow = Served.start(home, FLOW)) {
      library.send(Map.of(), batch);
      library.send(Map.of(), batch);
      flow.delivered();
    }
    assertThat(Sql.rows(warehouse, "SELECT id, user_id, seats FROM signed_up"))
        .containsExactly("m1|u1|3");
    assertThat(Sql.rows(warehouse, "SELECT id, plan FROM identifies")).containsExactly("m2|Pro");
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void aBurstWithAllThatCanGoWrongOnTheWayIsThereOnce() {
    String warehouse = "jdbc:sqlite:" + folder.resolve("warehouse.db");
    Sql.execute(warehouse, "PRAGMA journal_mode = WAL");
    Home home = home(warehouse);
    Random random = new Random(7);
    List<Luck> kinds = List.of(Luck.values());
    int lost = 0;
    for (int i = 0; i < 300; i++) {
      Luck next = kinds.get(random.nextInt(kinds.size()));
      lost += next == Luck.LOST ? 1 : 0;
      luck.add(next);
    }
    try (Served flow = Served.start(home, FLOW)) {
      for (int i = 0; i < 300; i++) {
        segment.tick();
      }
      segment.webhooks().deliverWaiting();
      flow.delivered();
    }
    long rows =
        List.of("identifies", "pages", "tracks").stream()
            .mapToLong(table -> Sql.count(warehouse, table))
            .sum();
    assertThat(rows).isEqualTo(300 - lost);
    assertThat(Sql.count(warehouse, "plan_chosen") + Sql.count(warehouse, "order_completed"))
        .isEqualTo(Sql.count(warehouse, "tracks"));
    assertThat(home.deadLetters()).isEmpty();
  }

  private static final Signer SIGNER = Signer.of("segment", List.of("shared"), Instant::now);
  private final HttpClient client = HttpClient.newHttpClient();

  private static String signedUp(int number) {
    return """
        {"type":"track","messageId":"m%1$d","userId":"u%1$d","event":"Signed Up",
         "properties":{"seats":3},"timestamp":"2026-01-31T10:15:30Z"}
        """
        .formatted(number);
  }

  private HttpRequest request(URI door, String event) {
    byte[] body = event.getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(door)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    SIGNER.sign(WebhookRequest.to(door, "POST", Map.of(), body)).forEach(request::setHeader);
    return request.build();
  }

  /** Sixteen senders at once, each event sent twice. */
  @Test
  void aBurstIsTakenInAtOnceAndIsThereOnceByMessageId() {
    String warehouse = Postgres.newDatabase();
    Home home = home(warehouse);
    URI door = Served.door(home).resolve("/webhooks/segment");
    int events = 2000;
    try (Served flow = Served.start(home, FLOW)) {
      ExecutorService senders = Executors.newFixedThreadPool(16);
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, 2 * events)
              .mapToObj(i -> request(door, signedUp(i % events)))
              .map(request -> CompletableFuture.supplyAsync(() -> status(request), senders))
              .toList();
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(202));
      senders.shutdown();
      flow.delivered();
    }
    assertThat(Sql.count(warehouse, "signed_up")).isEqualTo(events);
    assertThat(Sql.count(warehouse, "tracks")).isEqualTo(events);
    assertThat(home.deadLetters()).isEmpty();
  }

  private int status(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As long as nothing can be written to disk, nothing is acknowledged. */
  @Test
  void anEventIsAnswered202OnlyWhenItIsDurable() throws Exception {
    String warehouse = Postgres.newDatabase();
    Home home = home(warehouse);
    URI door = Served.door(home).resolve("/webhooks/segment");
    String state = home.settings().get("oneway.state.url");
    try (Served flow = Served.start(home, FLOW)) {
      CompletableFuture<Integer> answer;
      try (Connection other = DriverManager.getConnection(state);
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        answer = CompletableFuture.supplyAsync(() -> status(request(door, signedUp(1))));
        assertThatThrownBy(() -> answer.get(400, TimeUnit.MILLISECONDS))
            .isInstanceOf(TimeoutException.class);
        statement.execute("ROLLBACK");
      }
      assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo(202);
      flow.delivered();
    }
    assertThat(Sql.rows(warehouse, "SELECT id, seats FROM signed_up")).containsExactly("m1|3");
  }
}
