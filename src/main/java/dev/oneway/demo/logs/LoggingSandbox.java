package dev.oneway.demo.logs;

import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An application that posts what it logs as NDJSON, many lines a request. Lines that weren't
 * acknowledged are posted again with the next ones, as log shippers do. Threads may share it.
 */
public final class LoggingSandbox {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LINES_A_TICK = 200;
  private static final int MOST_WAITING = 100_000;

  private final String secret;
  private final InstantSource clock;
  private final Random random = new Random(5);
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final List<String> waiting = new ArrayList<>();
  private Optional<URI> address = Optional.empty();

  /**
   * @param secret what it shows to whoever takes its lines
   */
  public LoggingSandbox(String secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** From now on lines are posted to this address; before they wait. */
  public synchronized void postTo(URI url) {
    address = Optional.of(url);
  }

  /** Requests come in, and each is logged. */
  public synchronized void tick() {
    for (int i = 0; i < LINES_A_TICK; i++) {
      int status = random.nextInt(50) == 0 ? 500 : 200;
      log(
          status == 500 ? "error" : "info",
          "GET /orders/" + random.nextInt(100_000),
          Map.of("service", "shop", "http", Map.of("status", (long) status, "method", "GET")));
    }
    flush();
  }

  /** A line that waits until {@link #flush}; its id. */
  public synchronized String log(String level, String message, Map<String, Object> more) {
    String id = UUID.randomUUID().toString();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", id);
    line.put("timestamp", clock.instant().toString());
    line.put("level", level);
    line.put("message", message);
    line.putAll(more);
    if (waiting.size() < MOST_WAITING) {
      waiting.add(RecordJson.write(line));
    }
    return id;
  }

  /** Posts what waits; false when it wasn't acknowledged and waits on. */
  public synchronized boolean flush() {
    if (address.isEmpty() || waiting.isEmpty()) {
      return waiting.isEmpty();
    }
    HttpRequest request =
        HttpRequest.newBuilder(address.get())
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-ndjson")
            .header("Authorization", "Bearer " + secret)
            .POST(BodyPublishers.ofString(waiting.stream().collect(Collectors.joining("\n"))))
            .build();
    try {
      if (client.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2) {
        waiting.clear();
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return waiting.isEmpty();
  }
}
