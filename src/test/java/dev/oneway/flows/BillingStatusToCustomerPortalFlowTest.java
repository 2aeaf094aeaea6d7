package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.demo.PortalSandbox;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.demo.stripe.StripeSandbox;
import dev.oneway.testing.Home;
import java.io.IOException;
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
        StripeSandbox.start(
            0, "rk_s3cret", "whsec_s3cret", Weather.CLEAR, () -> now, this::nextLuck);
    portal = PortalSandbox.open(folder.resolve("portal.db"));
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("mappings/stripe-event-to-portal-billing-status.yaml")
            .destination("portal", portal.jdbcUrl())
            .set("stripe.url", stripe.url())
            .set("oneway.webhook.stripe.secret", "whsec_s3cret")
            .set("oneway.auth.stripe.type", "bearer")
            .set("oneway.auth.stripe.token", "rk_s3cret");
    stripe.webhooks().subscribe(Served.door(home).resolve("/webhooks/stripe"));
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
  void whatCustomersSubscribeToAndPayIsThereAtOnceAndALostWebhookIsCaughtByTheSweep() {
    try (Served flow = Served.start(home, FLOW)) {
      String subscription = stripe.billing().subscribe();
      awaitStripe();
      portal.write(subscription, "calls on Mondays");
      later(SECOND);
      luck.add(Luck.TWICE);
      stripe.billing().set(subscription, Map.of("cancel_at_period_end", true));
      await().until(() -> List.of(1, true).contains(row(subscription).get("ends_then")));
      assertThat(row(subscription))
          .containsEntry("kind", "subscription")
          .containsEntry("status", "active")
          .containsEntry("currency", "USD")
          .containsEntry("note", "calls on Mondays");
      String invoice = stripe.billing().invoices().keySet().iterator().next();
      assertThat(row(invoice)).containsEntry("status", "paid").containsEntry("number", "INV-0002");
      assertThat(((Number) row(invoice).get("amount_paid")).longValue()).isEqualTo(4900);

      later(SECOND);
      luck.addAll(List.of(Luck.LOST, Luck.LOST, Luck.LOST, Luck.LOST));
      stripe.billing().subscribe();
      flow.delivered();
      assertThat(portal.rows()).hasSize(2);
      flow.sweep();
      assertThat(isAsInStripe()).isTrue();
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void theOlderEventNeverOverwritesTheNewerNotEvenWithinASecond() {
    try (Served flow = Served.start(home, FLOW)) {
      // Created incomplete and made active in one second; the first comes last.
      luck.add(Luck.OVERTAKEN);
      String subscription = stripe.billing().subscribe();
      flow.delivered();
      assertThat(row(subscription)).containsEntry("status", "active");

      later(SECOND);
      luck.add(Luck.OVERTAKEN);
      String invoice = stripe.billing().invoice(subscription);
      stripe.billing().pay(invoice);
      flow.delivered();
      assertThat(row(invoice)).containsEntry("status", "paid");

      later(SECOND);
      luck.add(Luck.OVERTAKEN);
      stripe.billing().set(subscription, Map.of("status", "past_due"));
      later(SECOND);
      stripe.billing().cancel(subscription);
      flow.delivered();
      assertThat(row(subscription)).containsEntry("status", "canceled");
      assertThat(isAsInStripe()).isTrue();
    }
  }

  @Test
  void aBusyTimeWithAllThatCanGoWrongOnTheWayEndsAsInStripe() {
    Random random = new Random(7);
    Luck[] all = Luck.values();
    for (int i = 0; i < 300; i++) {
      luck.add(all[random.nextInt(all.length)]);
    }
    try (Served flow = Served.start(home, FLOW)) {
      for (int i = 0; i < 50; i++) {
        stripe.billing().tick();
        later(SECOND);
      }
      stripe.webhooks().deliverWaiting();
      assertThat(stripe.billing().events()).as("more than a page").hasSizeGreaterThan(100);
      flow.sweep();
      assertThat(isAsInStripe()).isTrue();
      List<Map<String, Object>> before = portal.rows();
      flow.sweep();
      assertThat(portal.rows()).isEqualTo(before);
    }
    assertThat(home.deadLetters()).isEmpty();
  }
}
