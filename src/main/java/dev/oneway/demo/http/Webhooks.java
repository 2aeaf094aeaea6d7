package dev.oneway.demo.http;

import dev.oneway.webhook.request.WebhookRequest;
import dev.oneway.webhook.signature.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What a sandbox tells others of its events: signed requests to one address, as the vendor sends
 * them. Some get lost, come twice or are overtaken by the next one; what isn't answered with 2xx is
 * sent again with the next event. Threads may share it.
 */
public final class Webhooks {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 1000;

  private final Signer signer;
  private final Supplier<Luck> luck;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Deque<Event> waiting = new ArrayDeque<>();
  private Optional<URI> address = Optional.empty();

  /** What becomes of an event on its way. */
  public enum Luck {
    /** It arrives once. */
    ARRIVES,
    /** It never arrives. */
    LOST,
    /** It arrives twice. */
    TWICE,
    /** It arrives behind the next one. */
    OVERTAKEN
  }

  /**
   * @param headers those of the vendor, but for the signature
   * @param body the JSON as it is signed
   */
  private record Event(Map<String, String> headers, String body) {}

  /** Most arrive; now and then one is lost, comes twice or is overtaken. */
  public static Supplier<Luck> mostlyLucky(Random random) {
    return () ->
        switch (random.nextInt(20)) {
          case 0 -> Luck.LOST;
          case 1, 2 -> Luck.TWICE;
          case 3 -> Luck.OVERTAKEN;
          default -> Luck.ARRIVES;
        };
  }

  /**
   * @param luck of the next event
   */
  public Webhooks(Signer signer, Supplier<Luck> luck) {
    this.signer = signer;
    this.luck = luck;
  }

  /** From now on events are sent to this address; before nobody hears of them. */
  public synchronized void subscribe(URI url) {
    address = Optional.of(url);
  }

  /** An event happens. */
  public synchronized void send(Map<String, String> headers, String body) {
    if (address.isEmpty()) {
      return;
    }
    Event event = new Event(headers, body);
    switch (luck.get()) {
      case ARRIVES -> deliver(event, true);
      case TWICE -> {
        deliver(event, true);
        deliver(event, true);
      }
      case OVERTAKEN -> hold(event);
      case LOST -> {}
    }
  }

  private void deliver(Event event, boolean withThoseBefore) {
    if (!accepted(event)) {
      hold(event);
    } else if (withThoseBefore) {
      deliverWaiting();
    }
  }

  /** Those that were overtaken or refused are sent once more. */
  public synchronized void deliverWaiting() {
    for (int left = waiting.size(); left > 0; left--) {
      deliver(waiting.remove(), false);
    }
  }

  private void hold(Event event) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(event);
    }
  }

  private boolean accepted(Event event) {
    byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
    URI url = address.orElseThrow();
    Map<String, String> headers = new LinkedHashMap<>(event.headers());
    headers.put("Content-Type", "application/json");
    headers.putAll(signer.sign(WebhookRequest.to(url, "POST", headers, body)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(PATIENCE).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
