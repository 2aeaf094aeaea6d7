package dev.oneway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Vendor;
import dev.oneway.source.PagesComponent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources without a shipped flow: what they ask the vendor, and that they read every page. */
class SourceKameletsTest {
  private static final String SINCE = "2026-01-31T12:00:00Z";

  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private volatile Vendor vendor;
  private SandboxServer server;

  @BeforeEach
  void open() throws IOException {
    server =
        SandboxServer.start(
            0,
            request -> {
              asked.add(request);
              return vendor.answer(request);
            });
  }

  @AfterEach
  void close() {
    server.close();
  }

  private List<Object> ids(String kamelet, String id, Map<String, String> auth) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.addComponent("pages", new PagesComponent());
      String prefix = "oneway.auth." + kamelet.replaceFirst("-.*", "") + ".";
      auth.forEach(
          (name, value) ->
              context.getPropertiesComponent().addInitialProperty(prefix + name, value));
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:flow").to("kamelet:" + kamelet + "?pageSize=2&url=" + server.url());
            }
          });
      context.start();
      Exchange done =
          context
              .createProducerTemplate()
              .send("direct:flow", exchange -> exchange.setProperty("since", SINCE));
      assertThat(done.getException()).isNull();
      List<Object> ids = new ArrayList<>();
      Iterator<?> records = done.getMessage().getBody(Iterator.class);
      records.forEachRemaining(one -> ids.add(((Map<?, ?>) one).get(id)));
      return ids;
    }
  }

  private static String query(Request request, String name) {
    return request.query().getOrDefault(name, "");
  }

  private String here() {
    return server.url();
  }

  @Test
  void employeesAreReadByCursorUntilThereIsNone() throws Exception {
    vendor =
        request -> {
          int from = query(request, "page[after]").isEmpty() ? 1 : 3;
          List<Map<String, String>> data =
              IntStream.range(from, Math.min(from + 2, 4))
                  .mapToObj(i -> Map.of("employeeId", "" + i))
                  .toList();
          Map<String, Object> page = from == 1 ? Map.of("nextCursor", "c=2") : Map.of();
          return Reply.json(200, Map.of("data", data, "meta", Map.of("total", 3, "page", page)));
        };

    Map<String, String> auth = Map.of("type", "basic", "username", "key", "password", "s3cret");
    assertThat(ids("bamboohr-employees-source", "employeeId", auth)).containsExactly("1", "2", "3");

    assertThat(asked).hasSize(2);
    assertThat(asked).extracting(Request::path).containsOnly("/api/v1/employees");
    assertThat(asked)
        .allSatisfy(
            request -> {
              assertThat(request.header("Authorization"))
                  .contains(
                      "Basic "
                          + Base64.getEncoder()
                              .encodeToString(
                                  "key:s3cret".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
              assertThat(request.header("Accept").orElseThrow()).contains("application/json");
              assertThat(query(request, "page[limit]")).isEqualTo("2");
              assertThat(query(request, "fields")).startsWith("employeeNumber,workEmail");
            });
    assertThat(query(asked.get(1), "page[after]")).isEqualTo("c=2");
  }

  @Test
  void candidatesAreReadByLinksThatHaveNothingButTheCursor() throws Exception {
    vendor =
        request -> {
          boolean first = query(request, "cursor").isEmpty();
          Reply page = Reply.json(200, List.of(Map.of("id", first ? 1 : 2)));
          String next = "<" + here() + "/v3/candidates?cursor=abc>; rel=\"next\"";
          return first ? page.with("Link", next) : page;
        };

    assertThat(
            ids("greenhouse-candidates-source", "id", Map.of("type", "bearer", "token", "s3cret")))
        .containsExactly(1L, 2L);

    assertThat(asked.get(0).path()).isEqualTo("/v3/candidates");
    assertThat(asked.get(0).query())
        .isEqualTo(Map.of("per_page", "2", "updated_at", "gte|" + SINCE));
    assertThat(asked.get(1).query()).isEqualTo(Map.of("cursor", "abc"));
  }

  @Test
  void productsAreReadByLinksThatHaveNothingButPageAndLimit() throws Exception {
    vendor =
        request -> {
          boolean first = query(request, "page_info").isEmpty();
          List<Map<String, Long>> products =
              LongStream.of(first ? 8_000_000_000_001L : 8_000_000_000_002L)
                  .mapToObj(id -> Map.of("id", id))
                  .toList();
          Reply page = Reply.json(200, Map.of("products", products));
          String next = "<" + here() + request.path() + "?limit=2&page_info=p2>; rel=\"next\"";
          return first ? page.with("Link", next) : page;
        };

    Map<String, String> auth =
        Map.of("type", "header", "header", "X-Shopify-Access-Token", "token", "s3cret");
    assertThat(ids("shopify-products-source", "id", auth))
        .containsExactly(8_000_000_000_001L, 8_000_000_000_002L);

    assertThat(asked.get(0).path()).isEqualTo("/admin/api/2025-10/products.json");
    assertThat(asked.get(0).query()).isEqualTo(Map.of("limit", "2", "updated_at_min", SINCE));
    assertThat(asked.get(1).query()).isEqualTo(Map.of("limit", "2", "page_info", "p2"));
  }
}
