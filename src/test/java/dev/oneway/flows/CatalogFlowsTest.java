package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.app.Application;
import dev.oneway.demo.ShopSandbox;
import dev.oneway.demo.akeneo.AkeneoProduct;
import dev.oneway.demo.akeneo.AkeneoSandbox;
import dev.oneway.demo.ebay.EbaySandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.mailchimp.MailchimpSandbox;
import dev.oneway.demo.shopify.ShopifyProducts;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.preview.Plan;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The four flows as shipped but for their rates, from a sandbox PIM to three sandbox vendors. */
class CatalogFlowsTest {
  private static final String READER = "catalog-to-storefront-marketplace-email";
  private static final String STOREFRONT = "catalog-to-storefront";
  private static final String MARKETPLACE = "catalog-to-marketplace";
  private static final String EMAIL = "catalog-to-email";
  private static final int PRODUCTS = 45;
  private static final int PAGE = 20;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean ebayIsDown = new AtomicBoolean();
  private AkeneoSandbox akeneo;
  private ShopSandbox shop;
  private EbaySandbox ebay;
  private MailchimpSandbox mailchimp;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    akeneo = AkeneoSandbox.start(0, "s3cret-akeneo", this::noted, PRODUCTS, now::get);
    shop = ShopSandbox.start(0, "s3cret-shop", Weather.CLEAR);
    ebay = EbaySandbox.start(0, "s3cret-refresh", this::perhapsDown);
    mailchimp = MailchimpSandbox.start(0, "s3cret-mailchimp", "shop", Weather.CLEAR);
    home =
        new Home(folder)
            .write(
                file(READER),
                changed(READER, "locales: en_US", "locales: en_US, pageSize: " + PAGE))
            .write(
                file(STOREFRONT),
                changed(STOREFRONT, "{{shopify.url}}\"", "{{shopify.url}}\", rate: 1000/1s"))
            .write(
                file(MARKETPLACE),
                changed(MARKETPLACE, "api.ebay.com}}\"", "api.ebay.com}}\", rate: 1000/1s"))
            .write(
                file(EMAIL),
                changed(EMAIL, "{{mailchimp.url}}\"", "{{mailchimp.url}}\", rate: 1000/1s"))
            .copy("mappings/akeneo-product-to-shopify-product.yaml")
            .copy("mappings/akeneo-product-to-ebay-inventory-item.yaml")
            .copy("mappings/akeneo-product-to-mailchimp-product.yaml")
            .set("oneway.http.attempts", "1")
            .set("oneway.redelivery.attempts", "0")
            .set("akeneo.url", akeneo.url())
            .set("oneway.auth.akeneo.type", "bearer")
            .set("oneway.auth.akeneo.token", "s3cret-akeneo")
            .set("shopify.url", shop.url())
            .set("oneway.auth.shopify.type", "header")
            .set("oneway.auth.shopify.header", "X-Shopify-Access-Token")
            .set("oneway.auth.shopify.token", "s3cret-shop")
            .set("ebay.url", ebay.url())
            .set("oneway.auth.ebay.type", "refresh-token")
            .set("oneway.auth.ebay.tokenUrl", ebay.tokenUrl())
            .set("oneway.auth.ebay.clientAuthentication", "basic")
            .set("oneway.auth.ebay.clientId", "client")
            .set("oneway.auth.ebay.clientSecret", "s3cret-client")
            .set("oneway.auth.ebay.refreshToken", "s3cret-refresh")
            .set("mailchimp.url", mailchimp.url())
            .set("mailchimp.store", "shop")
            .set("oneway.auth.mailchimp.type", "bearer")
            .set("oneway.auth.mailchimp.token", "s3cret-mailchimp");
  }

  private static String file(String flow) {
    return "routes/" + flow + ".camel.yaml";
  }

  private static String changed(String flow, String shipped, String instead) throws IOException {
    String text = Files.readString(Path.of(file(flow)));
    assertThat(text).contains(shipped);
    return text.replace(shipped, instead);
  }

  private void noted(HttpExchange exchange, Request request, Vendor vendor) throws IOException {
    asked.add(request);
    Weather.CLEAR.carry(exchange, request, vendor);
  }

  private void perhapsDown(HttpExchange exchange, Request request, Vendor vendor)
      throws IOException {
    Weather.send(
        exchange, ebayIsDown.get() ? Reply.text(503, "out of order") : vendor.answer(request));
  }

  @AfterEach
  void close() {
    akeneo.close();
    shop.close();
    ebay.close();
    mailchimp.close();
  }

  /** Reads what has changed and delivers it; the runs it took, by flow. */
  private Map<String, List<RunSummary>> pass() {
    Instant begun = Instant.now();
    Map<String, List<RunSummary>> runs = new LinkedHashMap<>();
    try (Application application = home.start(Entry.ONCE)) {
      assertThat(application.loadFlows()).allMatch(Flow::isReady);
      application.takeOver();
      for (String flow : List.of(READER, STOREFRONT, MARKETPLACE, EMAIL)) {
        application.runOnce(flow);
      }
      for (String flow : List.of(READER, STOREFRONT, MARKETPLACE, EMAIL)) {
        runs.put(
            flow,
            application.books().log().latestOf(flow, 50).stream()
                .filter(run -> !run.startedAt().isBefore(begun.truncatedTo(ChronoUnit.MILLIS)))
                .toList());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return runs;
  }

  private static long count(Map<String, List<RunSummary>> runs, String flow, Fate fate) {
    return runs.get(flow).stream().mapToLong(run -> run.counts().of(fate)).sum();
  }

  private static void eachCounts(Map<String, List<RunSummary>> runs, Fate fate, long count) {
    for (String flow : List.of(STOREFRONT, MARKETPLACE, EMAIL)) {
      assertThat(runs.get(flow)).allMatch(run -> run.state() == RunState.DONE, "done");
      assertThat(count(runs, flow, fate)).as(flow).isEqualTo(count);
    }
  }

  private void later() {
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
  }

  private AkeneoProduct aProduct(int place) {
    return akeneo.products().all().get(place);
  }

  private Map<String, Object> inShop(UUID uuid) {
    return shop.products().find(ShopSandbox.CUSTOM_ID, uuid.toString()).orElseThrow();
  }

  private Map<String, Object> inMailchimp(UUID uuid) {
    return mailchimp.products().find(uuid.toString()).orElseThrow();
  }

  private Map<?, ?> atEbay(String sku) {
    return (Map<?, ?>) ebay.inventory().find(sku).orElseThrow().get("product");
  }

  @Test
  void whatIsReadOnceArrivesInAllThreeAndASecondTimeNothingIsWritten() {
    Map<String, List<RunSummary>> first = pass();
    assertThat(count(first, READER, Fate.QUEUED)).isEqualTo(PRODUCTS);
    assertThat(asked).as("page by page, once").hasSize((PRODUCTS + PAGE - 1) / PAGE);
    eachCounts(first, Fate.CREATED, PRODUCTS);
    for (AkeneoProduct product : akeneo.products().all()) {
      assertThat(inShop(product.uuid()))
          .containsEntry("title", product.name())
          .containsEntry("descriptionHtml", product.description().orElse(""))
          .containsEntry("vendor", product.brand())
          .containsEntry("status", "ACTIVE");
      assertThat(ShopifyProducts.variant(inShop(product.uuid())))
          .containsEntry("sku", product.sku())
          .containsEntry("price", product.price().toPlainString());
      assertThat(atEbay(product.sku()).get("title")).isEqualTo(product.name());
      assertThat(ebay.inventory().quantity(product.sku())).contains(product.stock());
      assertThat(inMailchimp(product.uuid())).containsEntry("title", product.name());
      assertThat(inMailchimp(product.uuid()).get("variants").toString())
          .contains("sku=" + product.sku(), "inventory_quantity=" + product.stock());
    }
    assertThat(shop.products().all()).hasSize(PRODUCTS);

    // The newest is within the overlap.
    Map<String, List<RunSummary>> second = pass();
    long again = count(second, READER, Fate.QUEUED);
    assertThat(again).isPositive().isLessThan(PRODUCTS);
    eachCounts(second, Fate.UNCHANGED, again);
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void changesFollowAndWhatIsTheMerchantsOwnStays() {
    pass();
    AkeneoProduct product = aProduct(3);
    String id = (String) inShop(product.uuid()).get("id");
    shop.products().edit(id, Map.of("tags", List.of("sale"), "productType", "Bicycles"));
    ebay.inventory().offer(product.sku(), "177831");
    mailchimp.products().put(product.uuid().toString(), Map.of("image_url", "https://x.example/1"));
    later();
    akeneo.products().rename(product.uuid(), "City Bike 8");
    akeneo.products().setPrice(product.uuid(), new BigDecimal("699.90"));
    akeneo.products().setStock(product.uuid(), 3);

    eachCounts(pass(), Fate.UPDATED, 1);

    assertThat(inShop(product.uuid()))
        .containsEntry("title", "City Bike 8")
        .containsEntry("tags", List.of("sale"))
        .containsEntry("productType", "Bicycles");
    assertThat(ShopifyProducts.variant(inShop(product.uuid()))).containsEntry("price", "699.90");
    assertThat(atEbay(product.sku()).get("title")).isEqualTo("City Bike 8");
    assertThat(ebay.inventory().quantity(product.sku())).contains(3L);
    assertThat(ebay.inventory().offerOf(product.sku())).contains("177831");
    assertThat(inMailchimp(product.uuid()))
        .containsEntry("title", "City Bike 8")
        .containsEntry("image_url", "https://x.example/1");
    assertThat(inMailchimp(product.uuid()).get("variants").toString()).contains("price=699.9");
  }

  @Test
  void aSkuThatWasRenamedInTheStorefrontIsFoundAndJustThatIsPutBack() {
    pass();
    AkeneoProduct product = aProduct(3);
    String id = (String) inShop(product.uuid()).get("id");
    shop.products().editVariant(id, Map.of("sku", "SALE-1", "weight", 7L));
    String other = (String) inShop(aProduct(4).uuid()).get("id");
    shop.products().edit(other, Map.of("tags", List.of("sale")));
    Map<String, Map<String, Object>> before = byId();

    Drift drift = home.drift(STOREFRONT, false);

    assertThat(drift.compared()).isEqualTo(PRODUCTS);
    assertThat(drift.drifted()).isEqualTo(1);
    assertThat(drift.tally().samples().get(DriftKind.CHANGED))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.key()).contains(product.uuid().toString());
              assertThat(found.fields()).containsOnly(Map.entry("sku", product.sku()));
              assertThat(found.heldOf("sku")).contains("SALE-1");
              assertThat(found.edit()).containsOnlyKeys("updatedAt");
            });
    assertThat(byId()).as("nothing was written").isEqualTo(before);

    assertThat(home.drift(STOREFRONT, true).repaired()).isEqualTo(1);

    assertThat(ShopifyProducts.variant(inShop(product.uuid())))
        .containsEntry("sku", product.sku())
        .containsEntry("weight", 7L);
    Map<String, Map<String, Object>> after = byId();
    after.remove(id);
    before.remove(id);
    assertThat(after).as("the others").isEqualTo(before);
    assertThat(home.drift(STOREFRONT, false).drifted()).isZero();
    assertThat(home.deadLetters()).isEmpty();
  }

  private Map<String, Map<String, Object>> byId() {
    Map<String, Map<String, Object>> byId = new LinkedHashMap<>();
    shop.products().all().forEach(one -> byId.put((String) one.get("id"), one));
    return byId;
  }

  @Test
  void eachDestinationIsComparedByItself() {
    pass();
    AkeneoProduct product = aProduct(2);
    mailchimp.products().put(product.uuid().toString(), Map.of("title", "Theirs"));
    ebay.inventory().delete(aProduct(5).sku());

    assertThat(home.drift(STOREFRONT, false).drifted()).isZero();
    Drift market = home.drift(MARKETPLACE, true);
    assertThat(market.tally().of(DriftKind.MISSING)).isEqualTo(1);
    assertThat(market.repaired()).isEqualTo(1);
    Drift email = home.drift(EMAIL, true);
    assertThat(email.tally().of(DriftKind.CHANGED)).isEqualTo(1);
    assertThat(email.repaired()).isEqualTo(1);
    assertThat(ebay.inventory().items()).hasSize(PRODUCTS);
    assertThat(inMailchimp(product.uuid())).containsEntry("title", product.name());
  }

  @Test
  void aPlanOfOneDestinationShowsWhatWouldArriveThere() {
    pass();
    later();
    akeneo.products().rename(aProduct(3).uuid(), "City Bike 8");
    akeneo.products().withdraw(aProduct(7).uuid());

    Plan plan = home.plan(STOREFRONT);

    assertThat(plan.run().counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(plan.run().counts().of(Fate.DELETED)).isEqualTo(1);
    assertThat(plan.run().counts().read()).isLessThan(PRODUCTS);
    assertThat(inShop(aProduct(3).uuid()).get("title")).isNotEqualTo("City Bike 8");
    eachCounts(pass(), Fate.UPDATED, 1);
  }

  @Test
  void aWithdrawnProductIsArchivedAndIsTheSameOneWhenItIsSoldAgain() {
    pass();
    AkeneoProduct product = aProduct(7);
    String id = (String) inShop(product.uuid()).get("id");
    later();
    akeneo.products().withdraw(product.uuid());

    eachCounts(pass(), Fate.DELETED, 1);

    assertThat(inShop(product.uuid()))
        .containsEntry("status", "ARCHIVED")
        .containsEntry("title", product.name());
    assertThat(ShopifyProducts.variant(inShop(product.uuid()))).containsEntry("sku", product.sku());
    assertThat(ebay.inventory().quantity(product.sku())).contains(0L);
    assertThat(atEbay(product.sku()).get("title")).isEqualTo(product.name());
    assertThat(mailchimp.products().find(product.uuid().toString())).isEmpty();

    later();
    akeneo.products().restore(product.uuid());
    pass();

    assertThat(inShop(product.uuid())).containsEntry("status", "ACTIVE").containsEntry("id", id);
    assertThat(ebay.inventory().quantity(product.sku())).contains(product.stock());
    assertThat(inMailchimp(product.uuid())).containsEntry("title", product.name());
    assertThat(shop.products().all()).hasSize(PRODUCTS);
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void moreThanFivePercentWithdrawnAtOnceWaitForSomebodyWhoApproves() {
    pass();
    later();
    // Three of 45 are 5 %, rounded up.
    for (int i = 0; i < 4; i++) {
      akeneo.products().withdraw(aProduct(i).uuid());
    }
    akeneo.products().rename(aProduct(9).uuid(), "Goes on");

    Map<String, List<RunSummary>> runs = pass();

    for (String flow : List.of(STOREFRONT, MARKETPLACE, EMAIL)) {
      assertThat(runs.get(flow)).anyMatch(run -> run.state() == RunState.WAITING, "waiting");
      assertThat(count(runs, flow, Fate.DELETED)).as(flow).isZero();
      assertThat(count(runs, flow, Fate.UPDATED)).as(flow).isEqualTo(1);
    }
    assertThat(shop.products().all()).extracting(one -> one.get("status")).containsOnly("ACTIVE");
    assertThat(ebay.inventory().quantity(aProduct(0).sku())).contains(aProduct(0).stock());
    assertThat(mailchimp.products().all()).hasSize(PRODUCTS);
    try (Application application = home.start(Entry.INSPECT)) {
      assertThat(application.alerts().open())
          .extracting(alert -> alert.flow() + " " + alert.kind())
          .containsExactlyInAnyOrder(
              STOREFRONT + " DELETE_LIMIT", MARKETPLACE + " DELETE_LIMIT", EMAIL + " DELETE_LIMIT");
    }
  }

  @Test
  void oneThatIsDownDelaysNoOtherAndGetsWhatWaitedForIt() {
    ebayIsDown.set(true);
    Map<String, List<RunSummary>> first = pass();
    assertThat(count(first, STOREFRONT, Fate.CREATED)).isEqualTo(PRODUCTS);
    assertThat(count(first, EMAIL, Fate.CREATED)).isEqualTo(PRODUCTS);
    assertThat(first.get(MARKETPLACE))
        .isNotEmpty()
        .allMatch(run -> run.state() == RunState.FAILED, "failed");
    later();
    akeneo.products().rename(aProduct(0).uuid(), "Renamed meanwhile");

    ebayIsDown.set(false);
    Map<String, List<RunSummary>> second = pass();
    assertThat(count(second, STOREFRONT, Fate.UPDATED)).isEqualTo(1);
    assertThat(count(second, MARKETPLACE, Fate.CREATED)).isEqualTo(PRODUCTS);
    assertThat(atEbay(aProduct(0).sku()).get("title")).isEqualTo("Renamed meanwhile");
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void whatOneVendorRefusesTheOthersTake() {
    akeneo.products().rename(aProduct(5).uuid(), " ");
    AkeneoProduct cheap = aProduct(6);
    akeneo.products().setPrice(cheap.uuid(), new BigDecimal("-1.00"));
    pass();
    assertThat(home.deadLetters())
        .extracting(letter -> letter.flow() + " " + letter.category())
        .containsExactlyInAnyOrder(
            STOREFRONT + " missing",
            STOREFRONT + " invalid",
            MARKETPLACE + " missing",
            EMAIL + " missing");
    assertThat(shop.products().find(ShopSandbox.CUSTOM_ID, cheap.uuid().toString())).isEmpty();
    assertThat(inMailchimp(cheap.uuid())).containsEntry("title", cheap.name());
    assertThat(atEbay(cheap.sku()).get("title")).isEqualTo(cheap.name());
  }
}
