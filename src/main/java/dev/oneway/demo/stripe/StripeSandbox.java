package dev.oneway.demo.stripe;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.webhook.signature.Signer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stripe on this machine. Customers: create, update, search by metadata, all form-encoded, with
 * idempotency keys; unlike Stripe's, its search is never behind. Invoice items: create, update,
 * delete, list by customer. Subscriptions and invoices: the events of them, as a list and as signed
 * webhooks. Threads may share it.
 *
 * @see <a href="https://docs.stripe.com/api/customers">Customers</a>
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">Idempotent requests</a>
 * @see <a href="https://docs.stripe.com/webhooks">Webhooks</a>
 */
public final class StripeSandbox implements AutoCloseable {
  private static final Pattern CUSTOMER = Pattern.compile("/v1/customers/(cus_\\w+)");
  private static final StripeList LIST = new StripeList("/v1/customers", "customer");
  private static final Pattern QUERY =
      Pattern.compile("metadata\\['([^']+)']:'((?:[^'\\\\]|\\\\.)*)'");
  private static final Set<String> FIELDS =
      Set.of("name", "email", "phone", "description", "address", "metadata", "shipping");

  private static final String API_VERSION = "2025-09-30.clover";

  private String key;
  private final Webhooks webhooks;
  private final StripeBilling billing;
  private final StripeEvents events;
  private final StripeCustomers customers = new StripeCustomers();
  private final StripeInvoiceItems items = new StripeInvoiceItems();
  private final StripeItemsApi itemsApi = new StripeItemsApi(items, customers);
  private final Map<String, Done> done = new HashMap<>();
  private final SandboxServer server;

  /** What was asked with an idempotency key, and what the answer was. */
  private record Done(String path, String body, Reply reply) {}

  private StripeSandbox(
      int port, String key, Weather weather, InstantSource clock, Webhooks webhooks)
      throws IOException {
    this.key = key;
    this.webhooks = webhooks;
    this.billing = new StripeBilling(clock, webhooks, API_VERSION);
    this.events = new StripeEvents(billing);
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param key the secret key, as in {@code Authorization: Bearer sk_test_…}
   * @throws IOException when the port is taken
   */
  public static StripeSandbox start(int port, String key, Weather weather) throws IOException {
    return start(port, key, "whsec_sandbox", weather, InstantSource.system(), () -> Luck.ARRIVES);
  }

  /**
   * Opens one that lives in the time of this clock.
   *
   * @param secret the webhooks', as in {@code whsec_…}
   * @param luck what becomes of the next webhook
   */
  public static StripeSandbox start(
      int port,
      String key,
      String secret,
      Weather weather,
      InstantSource clock,
      Supplier<Luck> luck)
      throws IOException {
    Webhooks webhooks = new Webhooks(Signer.of("stripe", List.of(secret), clock), luck);
    return new StripeSandbox(port, key, weather, clock, webhooks);
  }

  /** Its address, without {@code /v1}. */
  public String url() {
    return server.url();
  }

  /** Its customers, to look at and to change. */
  public StripeCustomers customers() {
    return customers;
  }

  /** Its invoice items, to look at and to change. */
  public StripeInvoiceItems items() {
    return items;
  }

  /** Another key from now on; the former one has expired. */
  public synchronized void rollKey(String key) {
    this.key = key;
  }

  /** What it remembers of idempotency keys is gone, as after 24 hours. */
  public synchronized void forgetKeys() {
    done.clear();
  }

  /** Its subscriptions and invoices, to look at and to change. */
  public StripeBilling billing() {
    return billing;
  }

  /** Where it tells of them. */
  public Webhooks webhooks() {
    return webhooks;
  }

  private synchronized Reply answer(Request request) {
    if (!request.bearer().orElse("").equals(key)) {
      return error(401, "", "Invalid API Key provided", "");
    }
    if (StripeItemsApi.isAsked(request.path()) && !request.method().equals("POST")) {
      return itemsApi.answer(request);
    }
    if (request.method().equals("GET") && request.path().equals("/v1/customers/search")) {
      return search(request.query().getOrDefault("query", ""));
    }
    Matcher customer = CUSTOMER.matcher(request.path());
    if (request.method().equals("GET") && customer.matches()) {
      return retrieve(customer.group(1));
    }
    if (request.method().equals("GET") && request.path().equals("/v1/customers")) {
      return list(request.query());
    }
    if (request.method().equals("GET") && request.path().equals("/v1/events")) {
      return events.list(request.query());
    }
    if (!request.method().equals("POST")) {
      return error(404, "", "Unrecognized request URL", "");
    }
    return request
        .header("Idempotency-Key")
        .map(once -> once(once, request))
        .orElseGet(() -> write(request));
  }

  private Reply list(Map<String, String> query) {
    List<Map<String, Object>> all = new ArrayList<>(customers.all());
    Collections.reverse(all);
    return LIST.page(all, query);
  }

  private Reply retrieve(String id) {
    return customers
        .find(id)
        .map(customer -> Reply.json(200, customer))
        .orElseGet(() -> error(404, "resource_missing", "No such customer: '" + id + "'", "id"));
  }

  private Reply once(String once, Request request) {
    Done before = done.get(once);
    if (before == null) {
      Reply reply = write(request);
      if (reply.status() == 200) {
        done.put(once, new Done(request.path(), request.text(), reply));
      }
      return reply;
    }
    if (!before.path().equals(request.path()) || !before.body().equals(request.text())) {
      String why =
          "Keys for idempotent requests can only be used with the same parameters they were first used with.";
      return Reply.json(400, Map.of("error", Map.of("type", "idempotency_error", "message", why)));
    }
    return before.reply().with("Idempotent-Replayed", "true");
  }

  private Reply write(Request request) {
    if (StripeItemsApi.isAsked(request.path())) {
      return itemsApi.answer(request);
    }
    Map<String, String> form = request.form();
    for (String name : form.keySet()) {
      String field = name.replaceFirst("\\[.*", "");
      if (!FIELDS.contains(field)) {
        return error(400, "parameter_unknown", "Received unknown parameter: " + field, field);
      }
    }
    String email = form.getOrDefault("email", "");
    if (!email.isEmpty() && !email.contains("@")) {
      return error(400, "email_invalid", "Invalid email address: " + email, "email");
    }
    if (request.path().equals("/v1/customers")) {
      return Reply.json(200, customers.find(customers.create(form)).orElseThrow());
    }
    return update(request.path(), form);
  }

  private Reply update(String path, Map<String, String> form) {
    Matcher customer = CUSTOMER.matcher(path);
    if (!customer.matches()) {
      return error(404, "", "Unrecognized request URL", "");
    }
    String id = customer.group(1);
    return customers.update(id, form)
        ? Reply.json(200, customers.find(id).orElseThrow())
        : error(404, "resource_missing", "No such customer: '" + id + "'", "id");
  }

  private Reply search(String query) {
    Matcher asked = QUERY.matcher(query);
    if (!asked.matches()) {
      return error(400, "", "We were unable to parse your search query.", "query");
    }
    String value = asked.group(2).replaceAll("\\\\(.)", "$1");
    List<Map<String, Object>> found = customers.withMetadata(asked.group(1), value);
    return Reply.json(200, Map.of("object", "search_result", "data", found, "has_more", false));
  }

  static Reply error(int status, String code, String message, String parameter) {
    Map<String, Object> error = new HashMap<>();
    error.put("type", "invalid_request_error");
    error.put("message", message);
    if (!code.isEmpty()) {
      error.put("code", code);
    }
    if (!parameter.isEmpty()) {
      error.put("param", parameter);
    }
    return Reply.json(status, Map.of("error", error));
  }

  /** Closes it at once; its customers are gone. */
  @Override
  public void close() {
    server.close();
  }
}
