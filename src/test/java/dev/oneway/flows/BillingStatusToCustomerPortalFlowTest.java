package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.demo.PortalSandbox;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.demo.stripe.StripeSandbox;
import dev.oneway.flow.Entry;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox of Stripe to the portal's database. */
class BillingStatusToCustomerPortalFlowTest {
  private static final String FLOW = "billing-status-to-customer-portal";
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private final Queue<Luck> luck = new ArrayDeque<>();
  private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private StripeSandbox stripe;
  private PortalSandbox portal;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    stripe =
        StripeSandbox.start(0, "rk_key", "whsec_secret", Weather.CLEAR, () -> now, this::nextLuck);
    portal = PortalSandbox.open(folder.resolve("portal.db"));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    stripe.webhooks().subscribe(URI.create("http://localhost:" + port + "/webhooks/stripe"));
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("mappings/stripe-event-to-portal-billing-status.yaml")
            .destination("portal", portal.jdbcUrl())
            .set("camel.server.enabled", "true")
            .set("camel.server.port", Integer.toString(port))
            .set("stripe.url", stripe.url())
            .set("oneway.webhook.stripe.secret", "whsec_secret")
            .set("oneway.auth.stripe.type", "bearer")
            .set("oneway.auth.stripe.token", "rk_key");
  }

  private synchronized Luck nextLuck() {
    return Optional.ofNullable(luck.poll()).orElse(Luck.ARRIVES);
  }

  @AfterEach
  void close() {
    stripe.close();
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  private Application serve() {
    Application application = home.start(Entry.SCHEDULE);
    assertThat(application.loadFlows()).allMatch(flow -> flow.isReady(), "ready");
    application.takeOver();
    return application;
  }

  private long swept(Fate... fates) {
    List<RunSummary> runs = home.runAll(FLOW);
    assertThat(runs).allMatch(run -> run.state() == RunState.DONE);
    return runs.stream()
        .mapToLong(run -> List.of(fates).stream().mapToLong(run.counts()::of).sum())
        .sum();
  }

  private Map<String, Object> row(String id) {
    return portal.rows().stream()
        .filter(row -> row.get("object_id").equals(id))
        .findFirst()
        .orElse(Map.of());
  }

  private boolean isAsInStripe() {
    List<Map<String, Object>> objects = new ArrayList<>(stripe.billing().subscriptions().values());
    objects.addAll(stripe.billing().invoices().values());
    return portal.rows().size() == objects.size()
        && objects.stream()
            .allMatch(one -> one.get("status").equals(row((String) one.get("id")).get("status")));
  }

  private void awaitStripe() {
    await().until(this::isAsInStripe);
  }

  @Test
  void whatCustomersSubscribeToAndPayIsThereAtOnceAndTheSweepAddsNothing() {
    String subscription;
    try (Application serving = serve()) {
      subscription = stripe.billing().subscribe();
      awaitStripe();
      portal.write(subscription, "calls on Mondays");
      later(SECOND);
      luck.add(Luck.TWICE);
      stripe.billing().set(subscription, Map.of("cancel_at_period_end", true));
      await().until(() -> List.of(1, true).contains(row(subscription).get("ends_then")));
    }
    assertThat(row(subscription))
        .containsEntry("kind", "subscription")
        .containsEntry("status", "active")
        .containsEntry("currency", "USD")
        .containsEntry("note", "calls on Mondays");
    String invoice = stripe.billing().invoices().keySet().iterator().next();
    assertThat(row(invoice)).containsEntry("status", "paid").containsEntry("number", "INV-0002");
    assertThat(((Number) row(invoice).get("amount_paid")).longValue()).isEqualTo(4900);
    assertThat(swept(Fate.CREATED, Fate.UPDATED)).isZero();
  }

  @Test
  void aLostWebhookIsCaughtByTheSweep() {
    try (Application serving = serve()) {
      for (int i = 0; i < 4; i++) {
        luck.add(Luck.LOST);
      }
      stripe.billing().subscribe();
      later(SECOND);
      stripe.billing().subscribe();
      await().until(() -> portal.rows().size() == 2);
    }
    assertThat(swept(Fate.CREATED)).isEqualTo(2);
    assertThat(isAsInStripe()).isTrue();
    assertThat(swept(Fate.CREATED, Fate.UPDATED)).isZero();
  }

  @Test
  void theOlderEventNeverOverwritesTheNewerNotEvenWithinASecond() {
    try (Application serving = serve()) {
      // Created incomplete and made active in one second; the first comes last.
      luck.add(Luck.OVERTAKEN);
      String subscription = stripe.billing().subscribe();
      awaitStripe();
      assertThat(row(subscription)).containsEntry("status", "active");

      later(SECOND);
      luck.add(Luck.OVERTAKEN);
      String invoice = stripe.billing().invoice(subscription);
      stripe.billing().pay(invoice);
      awaitStripe();
      assertThat(row(invoice)).containsEntry("status", "paid");

      later(SECOND);
      luck.add(Luck.OVERTAKEN);
      stripe.billing().set(subscription, Map.of("status", "past_due"));
      later(SECOND);
      stripe.billing().cancel(subscription);
      awaitStripe();
      assertThat(row(subscription)).containsEntry("status", "canceled");
    }
    assertThat(swept(Fate.CREATED, Fate.UPDATED)).isZero();
    assertThat(isAsInStripe()).isTrue();
  }

  @Test
  void aMonthOfBusinessWithAllThatCanGoWrongOnTheWayEndsAsInStripe() {
    Random random = new Random(7);
    Luck[] all = Luck.values();
    for (int i = 0; i < 400; i++) {
      luck.add(all[random.nextInt(all.length)]);
    }
    try (Application serving = serve()) {
      for (int i = 0; i < 60; i++) {
        stripe.billing().tick();
        later(SECOND);
      }
      stripe.webhooks().deliverWaiting();
    }
    assertThat(stripe.billing().events()).as("more than a page").hasSizeGreaterThan(100);
    swept();
    assertThat(isAsInStripe()).isTrue();
    assertThat(swept(Fate.CREATED, Fate.UPDATED)).isZero();
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void withoutAnyWebhookTheSweepBringsAll() {
    for (int i = 0; i < 40; i++) {
      stripe.billing().tick();
      later(SECOND);
    }
    swept();
    assertThat(isAsInStripe()).isTrue();
    later(Duration.ofHours(1));
    stripe.billing().subscribe();
    assertThat(swept(Fate.CREATED)).isEqualTo(2);
    assertThat(isAsInStripe()).isTrue();
  }
}
