package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.app.Application;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.demo.stripe.StripeSandbox;
import dev.oneway.flow.Entry;
import dev.oneway.run.Fate;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The flows as shipped: won deals of Salesforce become Stripe customers and what these have to pay.
 */
class SalesforceDealToBillingFlowTest {
  private static final String CUSTOMERS = "salesforce-deal-to-billing-customer";
  private static final String ITEMS = "salesforce-deal-to-billing-invoice-item";
  private static final String OPPORTUNITY = "salesforce_opportunity";

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Weather weather = Weather.CLEAR;
  private SalesforceSandbox salesforce;
  private StripeSandbox stripe;
  private Home home;
  private Application application;
  private String acme;

  @BeforeEach
  void open() throws IOException {
    salesforce = SalesforceSandbox.start(0, "client", "s3cret", Weather.CLEAR, now::get);
    stripe = StripeSandbox.start(0, "rk_s3cret", this::carry);
    home =
        new Home(folder)
            .copy("routes/" + CUSTOMERS + ".camel.yaml")
            .copy("routes/" + ITEMS + ".camel.yaml")
            .copy("mappings/salesforce-deal-to-stripe-customer.yaml")
            .copy("mappings/salesforce-deal-to-stripe-invoice-item.yaml")
            .set("oneway.http.responseTimeout", "1s")
            .set("salesforce.url", salesforce.url())
            .set("oneway.auth.salesforce.type", "client-credentials")
            .set("oneway.auth.salesforce.tokenUrl", salesforce.tokenUrl())
            .set("oneway.auth.salesforce.clientId", "client")
            .set("oneway.auth.salesforce.clientSecret", "s3cret")
            .set("stripe.url", stripe.url())
            .set("oneway.auth.stripe-billing.type", "bearer")
            .set("oneway.auth.stripe-billing.token", "rk_s3cret");
    acme = salesforce.org().add("Account", Map.of("Name", "Acme", "Tier__c", "A"));
  }

  private void carry(HttpExchange exchange, Request request, Vendor vendor) throws IOException {
    asked.add(request);
    weather.carry(exchange, request, vendor);
  }

  @AfterEach
  void close() {
    stop();
    salesforce.close();
    stripe.close();
  }

  private String deal(String account, String stage, String amount, String currency) {
    return salesforce
        .org()
        .add(
            "Opportunity",
            Map.of(
                "Name",
                "Licences",
                "AccountId",
                account,
                "StageName",
                stage,
                "Amount",
                new BigDecimal(amount),
                "CurrencyIsoCode",
                currency,
                "CloseDate",
                "2026-01-31"));
  }

  private String won(String amount, String currency) {
    return deal(acme, "Closed Won", amount, currency);
  }

  private void edit(String deal, String field, Object value) {
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
    salesforce.org().edit("Opportunity", deal, Map.of(field, value));
  }

  /** Both flows in one process, until it is stopped. */
  private Application application() {
    if (application == null) {
      application = home.start(Entry.ONCE);
      Stream.of(CUSTOMERS, ITEMS)
          .map(flow -> application.loadFlow(flow).orElseThrow())
          .forEach(flow -> assertThat(flow.isReady()).as("%s", flow.state()).isTrue());
      application.takeOver();
    }
    return application;
  }

  private void stop() {
    if (application != null) {
      application.close();
      application = null;
    }
  }

  private RunSummary run(String flow) {
    RunSummary run = application().call(flow, RunKind.ONCE, null);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    return run;
  }

  private RunSummary bill() {
    run(CUSTOMERS);
    return run(ITEMS);
  }

  private List<Map<String, Object>> billed(String deal) {
    return stripe.items().withMetadata(OPPORTUNITY, deal);
  }

  private Object amountOf(String deal) {
    assertThat(billed(deal)).hasSize(1);
    return billed(deal).get(0).get("amount");
  }

  private void writeOff(String deal) {
    stripe.items().invoice((String) billed(deal).get(0).get("customer"));
  }

  private static boolean bills(Request request) {
    return request.method().equals("POST") && request.path().equals("/v1/invoiceitems");
  }

  private List<Request> bills() {
    return asked.stream().filter(SalesforceDealToBillingFlowTest::bills).toList();
  }

  private List<DeadLetter> letters() {
    return application().deadLetters().list(DeadLetterFilter.waiting(100));
  }

  private DeadLetter onlyLetter() {
    assertThat(letters()).hasSize(1);
    return letters().get(0);
  }

  @Test
  void aWonDealIsBilledToItsAccountOnceAndAnOpenOneIsNot() {
    String won = won("12000.50", "USD");
    String open = deal(acme, "Negotiation", "5", "USD");
    bill();
    assertThat(stripe.customers().withMetadata("salesforce_account", acme)).hasSize(1);
    assertThat(billed(won))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item)
                    .containsEntry("customer", stripe.customers().all().get(0).get("id"))
                    .containsEntry("currency", "usd")
                    .containsEntry("description", "Licences")
                    .containsEntry("amount", 1_200_050L));
    assertThat(billed(open)).isEmpty();
    assertThat(bills())
        .allSatisfy(
            request -> {
              assertThat(request.header("Idempotency-Key")).isPresent();
              assertThat(request.header("Content-Type").orElseThrow())
                  .startsWith("application/x-www-form-urlencoded");
            });

    asked.clear();
    bill();
    assertThat(asked).isEmpty();

    edit(open, "StageName", "Closed Won");
    bill();
    assertThat(amountOf(open)).isEqualTo(500L);
    assertThat(amountOf(won)).isEqualTo(1_200_050L);
  }

  @Test
  void severalDealsOfAnAccountAreOneCustomer() {
    List<String> deals = Stream.of("1", "2", "3").map(amount -> won(amount, "EUR")).toList();
    String other = salesforce.org().add("Account", Map.of("Name", "Other"));
    String theirs = deal(other, "Closed Won", "7", "EUR");
    bill();
    assertThat(stripe.customers().all()).hasSize(2);
    assertThat(deals).allSatisfy(deal -> assertThat(billed(deal)).hasSize(1));
    assertThat(stripe.items().all())
        .extracting(item -> item.get("customer"))
        .containsExactlyInAnyOrder(customer(acme), customer(acme), customer(acme), customer(other));
    assertThat(billed(theirs).get(0)).containsEntry("customer", customer(other));

    now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
    salesforce.org().edit("Account", acme, Map.of("Name", "Acme & Co"));
    run(CUSTOMERS);
    assertThat(stripe.customers().withMetadata("salesforce_account", acme))
        .singleElement()
        .satisfies(one -> assertThat(one).containsEntry("name", "Acme & Co"));
  }

  private Object customer(String account) {
    return stripe.customers().withMetadata("salesforce_account", account).get(0).get("id");
  }

  /** None of these amounts could pass through a double and stay as it is. */
  @Test
  void amountsAreNeverFloatingPoint() {
    String cents = won("0.29", "USD");
    String many = won("999999999.99", "EUR");
    String yen = won("500000", "JPY");
    String dinar = won("1.23", "KWD");
    String krona = won("500", "ISK");
    bill();
    assertThat(Stream.of(cents, many, yen, dinar, krona).map(this::amountOf))
        .containsExactly(29L, 99_999_999_999L, 500_000L, 1_230L, 50_000L);
    assertThat(bills()).allSatisfy(one -> assertThat(one.form().get("amount")).matches("\\d+"));
  }

  @Test
  void anAmountTheCurrencyDoesNotHaveIsRefusedAndNotRounded() {
    String good = won("10", "EUR");
    String half = won("10.005", "EUR");
    bill();
    assertThat(amountOf(good)).isEqualTo(1000L);
    assertThat(billed(half)).isEmpty();
    assertThat(onlyLetter().reason())
        .contains("at most 2 digits behind the point, as EUR has them");
    edit(half, "Amount", new BigDecimal("10.01"));
    bill();
    assertThat(amountOf(half)).isEqualTo(1001L);
    assertThat(letters()).isEmpty();
  }

  @Test
  void aDealWhoseCustomerIsNotThereYetWaitsForItAndIsThenBilledByItself() {
    String deal = won("10", "EUR");
    assertThat(run(ITEMS).counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(onlyLetter().category()).isEqualTo("reference");
    assertThat(billed(deal)).isEmpty();
    run(CUSTOMERS);
    run(ITEMS);
    assertThat(amountOf(deal)).isEqualTo(1000L);
    assertThat(letters()).isEmpty();
  }

  @Test
  void killedAfterStripeTookItAndBeforeItsAnswerADealIsBilledOnce() throws Exception {
    String deal = won("10", "EUR");
    run(CUSTOMERS);
    stop();
    home.writeSettings();
    Process process = OnewayProcess.ofClasses(folder, "run", ITEMS, "--once");
    AtomicBoolean killed = new AtomicBoolean();
    weather =
        (exchange, request, vendor) -> {
          Reply reply = vendor.answer(request);
          if (bills(request)) {
            killed.set(true);
            process.destroyForcibly();
          } else {
            Weather.send(exchange, reply);
          }
        };
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(killed).isTrue();
    assertThat(billed(deal)).as("Stripe took it, and nobody heard of it").hasSize(1);

    weather = Weather.CLEAR;
    stripe.forgetKeys();
    run(ITEMS);
    assertThat(amountOf(deal)).isEqualTo(1000L);
    assertThat(bills()).as("it was found in the customer's list").hasSize(1);
  }

  @Test
  void answersThatAreLostLimitsAndAFailingStripeBillADealOnce() {
    String deal = won("10", "EUR");
    run(CUSTOMERS);
    weather =
        (exchange, request, vendor) -> {
          if (!bills(request)) {
            Weather.send(exchange, vendor.answer(request));
          } else if (bills().size() == 1) {
            Weather.send(
                exchange,
                Reply.json(
                    429,
                    Map.of("error", Map.of("code", "rate_limit", "message", "Too many requests"))));
          } else if (bills().size() == 2) {
            vendor.answer(request);
          } else {
            Weather.send(exchange, vendor.answer(request));
          }
        };
    run(ITEMS);
    assertThat(amountOf(deal)).isEqualTo(1000L);
    assertThat(bills()).hasSizeGreaterThan(1);
  }

  @Test
  void replayedOrWithALostLedgerADealIsBilledOnce() throws IOException {
    List<String> deals = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      deals.add(won(String.valueOf(i), "EUR"));
    }
    assertThat(run(ITEMS).counts().of(Fate.REJECTED)).isEqualTo(12);
    run(CUSTOMERS);
    stop();
    assertThat(home.replay(ITEMS).counts().of(Fate.CREATED)).isEqualTo(12);
    assertThat(run(ITEMS).counts().of(Fate.UNCHANGED)).isEqualTo(12);
    assertThat(deals).allSatisfy(deal -> assertThat(billed(deal)).hasSize(1));
    for (int i = 0; i < 150; i++) {
      stripe
          .items()
          .create(Map.of("customer", (String) customer(acme), "currency", "eur", "amount", "1"));
    }
    stop();
    Files.delete(folder.resolve("data/oneway.db"));
    stripe.forgetKeys();
    asked.clear();
    assertThat(bill().counts().of(Fate.UPDATED)).isEqualTo(12);
    assertThat(bills()).isEmpty();
    assertThat(deals).allSatisfy(deal -> assertThat(billed(deal)).hasSize(1));
    assertThat(stripe.customers().all()).hasSize(1);
  }

  @Test
  void untilItIsInvoicedAnAmountIsChangedAndALostDealIsTakenOff() {
    String changed = won("10", "EUR");
    String lost = won("20", "EUR");
    bill();
    edit(changed, "Amount", new BigDecimal("15"));
    edit(lost, "StageName", "Closed Lost");
    bill();
    assertThat(amountOf(changed)).isEqualTo(1500L);
    assertThat(billed(lost)).isEmpty();

    edit(lost, "StageName", "Closed Won");
    bill();
    assertThat(amountOf(lost)).isEqualTo(2000L);
    assertThat(letters()).isEmpty();
  }

  @Test
  void onceInvoicedWhatChangesIsRefusedInStripesWordsForAccountingToMend() {
    String changed = won("10", "EUR");
    bill();
    writeOff(changed);
    edit(changed, "Amount", new BigDecimal("15"));
    bill();
    assertThat(onlyLetter().reason()).contains("The specified invoice can no longer be edited");
    assertThat(amountOf(changed)).isEqualTo(1000L);

    edit(changed, "StageName", "Closed Lost");
    assertThat(run(ITEMS).counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(onlyLetter().reason()).contains("can no longer be edited");
    assertThat(amountOf(changed)).isEqualTo(1000L);
  }

  /** Otherwise ten thousand yen would become a hundred dollars. */
  @Test
  void aDealThatChangesItsCurrencyOrItsAccountIsRefused() {
    String deal = won("100", "USD");
    bill();
    edit(deal, "CurrencyIsoCode", "JPY");
    edit(deal, "Amount", new BigDecimal("10000"));
    bill();
    assertThat(onlyLetter().field()).contains("currency");
    assertThat(onlyLetter().reason()).contains("`currency` is \"usd\" in the destination");
    assertThat(amountOf(deal)).isEqualTo(10_000L);
    assertThat(billed(deal).get(0)).containsEntry("currency", "usd");

    edit(deal, "CurrencyIsoCode", "USD");
    edit(deal, "AccountId", salesforce.org().add("Account", Map.of("Name", "Other")));
    bill();
    assertThat(onlyLetter().field()).contains("customer");
    assertThat(billed(deal).get(0)).containsEntry("customer", customer(acme));
  }

  @Test
  void anExpiredKeyFailsTheRunAndLosesNothing() {
    String deal = won("10", "EUR");
    run(CUSTOMERS);
    stripe.rollKey("rk_new");
    RunSummary failed = application().call(ITEMS, RunKind.ONCE, null);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.stateInWords()).contains("unauthorized");
    assertThat(letters()).isEmpty();
    stop();
    home.set("oneway.auth.stripe-billing.token", "rk_new");
    run(ITEMS);
    assertThat(amountOf(deal)).isEqualTo(1000L);
  }

  /** Only deals that were billed count against the limit of what may be taken off at once. */
  @Test
  void manyOpenDealsAreNobodysRemoval() {
    won("10", "EUR");
    for (int i = 0; i < 30; i++) {
      deal(acme, "Prospecting", "1", "EUR");
    }
    assertThat(bill().counts().of(Fate.UNCHANGED)).isEqualTo(30);
    assertThat(stripe.items().all()).hasSize(1);
  }

  @Test
  void aPlanShowsWhatWouldBeBilledAndBillsNothing() {
    won("10", "EUR");
    run(CUSTOMERS);
    stop();
    asked.clear();
    assertThat(home.plan(ITEMS).tally().of(Fate.CREATED)).isEqualTo(1);
    assertThat(asked).allMatch(request -> request.method().equals("GET"));
    assertThat(stripe.items().all()).isEmpty();
  }
}
