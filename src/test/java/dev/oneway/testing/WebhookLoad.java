package dev.oneway.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Senders that post readings, each with an id of its own, and remember which were acknowledged.
 * What isn't acknowledged is not sent again. When nobody listens, they try the next one a little
 * later.
 */
public final class WebhookLoad {
  private static final int SENSORS = 10;

  private final URI url;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final AtomicLong ids = new AtomicLong();
  private final Set<Long> sent = new ConcurrentSkipListSet<>();
  private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
  private final List<Thread> senders = new ArrayList<>();
  private volatile boolean stopped;

  public WebhookLoad(String url, int threads) {
    this.url = URI.create(url);
    for (int i = 0; i < threads; i++) {
      Thread sender = new Thread(this::send, "sender");
      sender.setDaemon(true);
      sender.start();
      senders.add(sender);
    }
  }

  /** The ids of what was answered with 202 by now. */
  public Set<Long> acknowledged() {
    return acknowledged;
  }

  /** The ids of all that was sent, whatever the answer. */
  public Set<Long> sent() {
    return sent;
  }

  private void send() {
    try {
      while (!stopped) {
        long id = ids.incrementAndGet();
        sent.add(id);
        if (!post(id)) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean post(long id) throws InterruptedException {
    String reading = "{\"id\":%d,\"sensor\":%d,\"value\":%d}".formatted(id, id % SENSORS, id * 7);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(reading))
            .build();
    try {
      boolean accepted = client.send(request, BodyHandlers.discarding()).statusCode() == 202;
      if (accepted) {
        acknowledged.add(id);
      }
      return accepted;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends no more; what is under way is answered first. */
  public void stop() throws InterruptedException {
    stopped = true;
    for (Thread sender : senders) {
      sender.join();
    }
  }
}
