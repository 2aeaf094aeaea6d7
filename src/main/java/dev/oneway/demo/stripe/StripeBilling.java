package dev.oneway.demo.stripe;

import dev.oneway.demo.DemoData;
import dev.oneway.demo.http.Webhooks;
import dev.oneway.record.RecordJson;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Subscriptions and invoices, and the events of what becomes of them, each told by a webhook too.
 * In memory only. Threads may share it.
 *
 * @see <a href="https://docs.stripe.com/api/subscriptions/object">Subscriptions</a>
 * @see <a href="https://docs.stripe.com/api/invoices/object">Invoices</a>
 */
public final class StripeBilling {
  private static final long SEED = 20_260_131;
  private static final Duration MONTH = Duration.ofDays(30);
  private static final long PRICE = 4_900;

  private final InstantSource clock;
  private final Webhooks webhooks;
  private final String apiVersion;
  private final Map<String, Map<String, Object>> subscriptions = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> invoices = new LinkedHashMap<>();
  private final List<Map<String, Object>> events = new ArrayList<>();
  private final DemoData data = new DemoData(new Random(SEED));
  private int made;

  StripeBilling(InstantSource clock, Webhooks webhooks, String apiVersion) {
    this.clock = clock;
    this.webhooks = webhooks;
    this.apiVersion = apiVersion;
  }

  /** All subscriptions as the API shows them, by id. */
  public synchronized Map<String, Map<String, Object>> subscriptions() {
    return new LinkedHashMap<>(subscriptions);
  }

  /** All invoices as the API shows them, by id. */
  public synchronized Map<String, Map<String, Object>> invoices() {
    return new LinkedHashMap<>(invoices);
  }

  /** All events, the oldest first. */
  public synchronized List<Map<String, Object>> events() {
    return List.copyOf(events);
  }

  /**
   * A customer subscribes and pays at once: four events, all of the same second. Returns the
   * subscription's id.
   */
  public synchronized String subscribe() {
    int number = ++made;
    String id = "sub_%014d".formatted(number);
    Map<String, Object> subscription = new LinkedHashMap<>();
    subscription.put("id", id);
    subscription.put("object", "subscription");
    subscription.put("customer", "cus_%014d".formatted(number));
    subscription.put("status", "incomplete");
    subscription.put("currency", "usd");
    subscription.put("cancel_at_period_end", false);
    subscription.put("created", now());
    subscription.put("items", Map.of("object", "list", "data", List.of(item(number))));
    subscriptions.put(id, subscription);
    tell("customer.subscription.created", subscription);
    String invoice = invoice(id);
    pay(invoice);
    set(id, Map.of("status", "active"));
    return id;
  }

  private Map<String, Object> item(int number) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", "si_%014d".formatted(number));
    item.put("object", "subscription_item");
    item.put("current_period_start", now());
    item.put("current_period_end", now() + MONTH.toSeconds());
    item.put("quantity", 1L);
    return item;
  }

  /** Some of its fields change: {@code customer.subscription.updated}. */
  public synchronized void set(String subscription, Map<String, Object> fields) {
    subscriptions.get(subscription).putAll(fields);
    tell("customer.subscription.updated", subscriptions.get(subscription));
  }

  /** It ends at once: {@code customer.subscription.deleted}. */
  public synchronized void cancel(String subscription) {
    Map<String, Object> fields = subscriptions.get(subscription);
    fields.put("status", "canceled");
    fields.put("canceled_at", now());
    tell("customer.subscription.deleted", fields);
  }

  /** Something is to be paid: {@code invoice.finalized}. Returns the invoice's id. */
  public synchronized String invoice(String subscription) {
    String id = "in_%014d".formatted(++made);
    Map<String, Object> invoice = new LinkedHashMap<>();
    invoice.put("id", id);
    invoice.put("object", "invoice");
    invoice.put("customer", subscriptions.get(subscription).get("customer"));
    invoice.put("status", "open");
    invoice.put("number", "INV-%04d".formatted(made));
    invoice.put("currency", "usd");
    invoice.put("amount_due", PRICE);
    invoice.put("amount_paid", 0L);
    invoice.put("amount_remaining", PRICE);
    invoice.put("hosted_invoice_url", "https://invoice.stripe.com/i/" + id);
    invoice.put("created", now());
    invoices.put(id, invoice);
    tell("invoice.finalized", invoice);
    return id;
  }

  /** The customer pays: {@code invoice.paid}. */
  public synchronized void pay(String invoice) {
    invoices
        .get(invoice)
        .putAll(Map.of("status", "paid", "amount_paid", PRICE, "amount_remaining", 0L));
    tell("invoice.paid", invoices.get(invoice));
  }

  /** The card is declined; the invoice stays open: {@code invoice.payment_failed}. */
  public synchronized void decline(String subscription, String invoice) {
    invoices.get(invoice).put("attempt_count", 1L);
    tell("invoice.payment_failed", invoices.get(invoice));
    set(subscription, Map.of("status", "past_due"));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private void tell(String type, Map<String, Object> object) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("id", "evt_%016d".formatted(events.size() + 1));
    event.put("object", "event");
    event.put("api_version", apiVersion);
    event.put("created", now());
    event.put("type", type);
    event.put("livemode", false);
    event.put("pending_webhooks", 1L);
    event.put("data", Map.of("object", new LinkedHashMap<>(object)));
    events.add(event);
    webhooks.send(Map.of(), RecordJson.write(event));
  }

  /** One more thing happens: somebody subscribes, pays late, or leaves. */
  public synchronized void tick() {
    List<String> running =
        subscriptions.values().stream()
            .filter(one -> !one.get("status").equals("canceled"))
            .map(one -> (String) one.get("id"))
            .toList();
    if (running.size() < 5 || data.chance(40)) {
      subscribe();
      return;
    }
    String subscription = data.pick(running);
    if (data.chance(20)) {
      cancel(subscription);
      return;
    }
    String invoice = invoice(subscription);
    if (data.chance(30)) {
      decline(subscription, invoice);
    } else {
      pay(invoice);
      set(subscription, Map.of("status", "active"));
    }
  }
}
