package dev.oneway.demo.segment;

import dev.oneway.demo.http.Webhooks;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.record.RecordJson;
import dev.oneway.webhook.signature.Signer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A product whose calls Segment sends on by a Webhooks destination: a call a request, signed with
 * the shared secret, as the <a
 * href="https://www.twilio.com/docs/segment/connections/spec/common">Spec</a> has it. Threads may
 * share it.
 */
public final class SegmentSandbox {
  private static final List<String> PLANS = List.of("Free", "Pro", "Enterprise");
  private static final int USERS = 500;

  private final Webhooks webhooks;
  private final InstantSource clock;
  private final Random random = new Random(11);

  private SegmentSandbox(Webhooks webhooks, InstantSource clock) {
    this.webhooks = webhooks;
    this.clock = clock;
  }

  /**
   * @param secret the destination's shared secret
   * @param luck of the next call on its way
   */
  public static SegmentSandbox open(String secret, InstantSource clock, Supplier<Luck> luck) {
    return new SegmentSandbox(
        new Webhooks(Signer.of("segment", List.of(secret), clock), luck), clock);
  }

  /** Where calls are sent. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** Somebody does something in the product. */
  public synchronized void tick() {
    String user = "user-" + random.nextInt(USERS);
    switch (random.nextInt(4)) {
      case 0 -> identify(user, Map.of("plan", anyOf(PLANS), "name", "Person " + user));
      case 1 -> page(user, "Pricing", Map.of("title", "Pricing", "url", "https://example.com/"));
      case 2 -> track(user, "Plan Chosen", Map.of("planName", anyOf(PLANS), "seats", 5L));
      default ->
          track(
              user,
              "Order Completed",
              Map.of(
                  "orderId",
                  random.nextLong(),
                  "total",
                  BigDecimal.valueOf(random.nextInt(9999), 2)));
    }
  }

  private String anyOf(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  /** A track call; its message id. */
  public String track(String user, String event, Map<String, Object> properties) {
    return send("track", user, Map.of("event", event, "properties", properties));
  }

  /** An identify call; its message id. */
  public String identify(String user, Map<String, Object> traits) {
    return send("identify", user, Map.of("traits", traits));
  }

  /** A page call; its message id. */
  public String page(String user, String name, Map<String, Object> properties) {
    return send("page", user, Map.of("name", name, "properties", properties));
  }

  private String send(String type, String user, Map<String, Object> own) {
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("type", type);
    call.put("messageId", id);
    call.put("userId", user);
    call.put("anonymousId", "anonymous-" + user);
    call.putAll(own);
    call.put(
        "context",
        Map.of("ip", "192.0.2.1", "library", Map.of("name", "analytics.js", "version", "2.11.1")));
    call.put("originalTimestamp", now.toString());
    call.put("sentAt", now.toString());
    call.put("timestamp", now.toString());
    call.put("receivedAt", now.toString());
    webhooks.send(Map.of(), RecordJson.write(call));
    return id;
  }
}
