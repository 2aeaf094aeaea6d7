package dev.oneway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.Mapped;
import dev.oneway.mapping.Mapping;
import dev.oneway.mapping.MappingFile;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.ExpressionBuilder;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.component.stub.StubEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** The two flows' files as shipped: what they read, and what their mappings make of it. */
class ShippedFlowsTest {
  private final TickingClock clock = new TickingClock();
  private final DefaultCamelContext context = new DefaultCamelContext();
  @TempDir private Path folder;
  private HrSandbox hr;
  private ShopSandbox shop;

  @BeforeEach
  void open() throws Exception {
    hr = HrSandbox.open(folder.resolve("hr.db"), clock);
    shop = ShopSandbox.start(0, "s3cret", 300, clock);
    for (String step : List.of("mapping", "dedup", "jdbc-upsert")) {
      context.addComponent(step, new StubComponent());
    }
    for (String chunk : List.of("chunk100", "chunk500")) {
      context.getRegistry().bind(chunk, ExpressionBuilder.bodyExpression());
    }
    SQLiteDataSource dataSource = new SQLiteDataSource();
    dataSource.setUrl(hr.jdbcUrl());
    context.getRegistry().bind("hr", dataSource);
    Map.of(
            "shopify.url", shop.url(),
            "oneway.auth.shopify.type", "header",
            "oneway.auth.shopify.header", "X-Shopify-Access-Token",
            "oneway.auth.shopify.token", "s3cret")
        .forEach(context.getPropertiesComponent()::addInitialProperty);
  }

  @AfterEach
  void close() {
    context.stop();
    shop.close();
  }

  /** Runs the route file once and says how many records reached its mapping. */
  private int read(String flow, String mapping, String since) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.resolveResource(context, "file:routes/" + flow + ".camel.yaml"));
    AdviceWith.adviceWith(context, flow, route -> route.replaceFromWith("direct:go"));
    context.start();
    Exchange done =
        context
            .createProducerTemplate()
            .send("direct:go", exchange -> exchange.setProperty("since", since));
    assertThat(done.getException()).isNull();
    return context.getEndpoint("mapping:" + mapping, StubEndpoint.class).getExchanges().size();
  }

  private static MappedRecord mapped(Mapping mapping, Map<String, Object> source) {
    Mapped mapped = mapping.apply(RecordJson.readRecord(RecordJson.write(source)));
    assertThat(mapped).isInstanceOf(Mapped.Delivered.class);
    return ((Mapped.Delivered) mapped).record();
  }

  @Test
  void theShopsRouteReadsAllOrdersPageByPage() throws Exception {
    assertThat(read("shop-orders-to-bi", "shopify-order-to-bi-order", "1970-01-01T00:00:00Z"))
        .isEqualTo(300);
  }

  @Test
  void theShopsRouteReadsOnlyWhatChanged() throws Exception {
    clock.forward(Duration.ofHours(1));
    shop.orders().add();
    assertThat(read("shop-orders-to-bi", "shopify-order-to-bi-order", "2026-01-31T12:55:00.25Z"))
        .isEqualTo(1);
  }

  @Test
  void thePeoplesRouteReadsAllPeople() throws Exception {
    assertThat(
            read(
                "hr-people-to-access-control",
                "hr-person-to-access-person",
                "1970-01-01T00:00:00Z"))
        .isEqualTo(200);
  }

  @Test
  void thePeoplesRouteReadsOnlyWhatChanged() throws Exception {
    clock.forward(Duration.ofHours(1));
    hr.leave("E1005");
    assertThat(
            read(
                "hr-people-to-access-control",
                "hr-person-to-access-person",
                "2026-01-31T12:55:00.25Z"))
        .isEqualTo(1);
  }

  @Test
  void everyOrderOfABusyShopIsMapped() {
    for (int i = 0; i < 300; i++) {
      shop.orders().tick();
    }
    Mapping mapping =
        MappingFile.load(Path.of("mappings"), "shopify-order-to-bi-order", MappingFile.NO_SETTINGS);
    assertThat(shop.orders().json())
        .allSatisfy(order -> assertThat(mapped(mapping, order).version()).isPresent());
  }

  @Test
  void anOrderBecomesARowAndItsLinesRowsOfTheirOwn() {
    Mapping mapping =
        MappingFile.load(Path.of("mappings"), "shopify-order-to-bi-order", MappingFile.NO_SETTINGS);
    ShopOrder order = shop.orders().byChange().get(0);
    MappedRecord record = mapped(mapping, ShopOrderJson.of(order));
    assertThat(record)
        .containsEntry("order_id", order.id())
        .containsEntry("order_number", "#" + order.number())
        .containsEntry("created_at", order.createdAt());
    assertThat((BigDecimal) record.get("total")).isEqualByComparingTo(order.total());
    assertThat(record.children(0)).hasSameSizeAs(order.lines());
    assertThat(record.children(0).get(0))
        .containsEntry("order_id", order.id())
        .containsEntry("line_id", order.lines().get(0).id())
        .containsEntry("sku", order.lines().get(0).sku());
  }

  @Test
  void aCancelledOrderIsCancelledWhateverBecameOfItsMoney() {
    Mapping mapping =
        MappingFile.load(Path.of("mappings"), "shopify-order-to-bi-order", MappingFile.NO_SETTINGS);
    ShopOrder order = shop.orders().byChange().get(0);
    assertThat(mapped(mapping, ShopOrderJson.of(order.cancelled(clock.instant()))))
        .containsEntry("status", "cancelled");
    assertThat(mapped(mapping, ShopOrderJson.of(order.withStatus("authorized", clock.instant()))))
        .containsEntry("status", "open");
  }

  @Test
  void whoLeavesLosesAccessAndWhoReturnsGetsItBack() {
    Mapping mapping =
        MappingFile.load(
            Path.of("mappings"), "hr-person-to-access-person", MappingFile.NO_SETTINGS);
    hr.leave("E1005");
    assertThat(mapped(mapping, hr.person("E1005")))
        .containsEntry("person_no", "E1005")
        .containsEntry("active", false)
        .containsEntry("valid_until", java.time.LocalDate.parse("2026-01-31"))
        .doesNotContainKey("door_note");
    hr.rehire("E1005");
    assertThat(mapped(mapping, hr.person("E1005")))
        .containsEntry("active", true)
        .containsEntry("valid_until", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop-orders-to-bi", "hr-people-to-access-control"})
  void aRouteFileFitsOnAScreen(String flow) throws IOException {
    assertThat(Files.readAllLines(Path.of("routes", flow + ".camel.yaml"))).hasSizeLessThan(40);
  }
}
