package dev.oneway.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends webhooks like a vendor: several at once, each again until it is answered 202. Threads share
 * it.
 */
public final class Sender implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();
  private static final int ACCEPTED = 202;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI door;
  private final IntFunction<String> bodies;
  private final ExecutorService threads;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Queue<Integer> otherAnswers = new ConcurrentLinkedQueue<>();

  private Sender(URI door, IntFunction<String> bodies, int threads) {
    this.door = door;
    this.bodies = bodies;
    this.threads = Executors.newFixedThreadPool(threads);
  }

  /**
   * Begins to send the webhooks 0 to count - 1, whose number is their {@code webhook-id}.
   *
   * @param bodies the JSON of a webhook by its number
   */
  public static Sender start(URI door, int count, int threads, IntFunction<String> bodies) {
    Sender sender = new Sender(door, bodies, threads);
    for (int i = 0; i < threads; i++) {
      sender.threads.execute(() -> sender.send(count));
    }
    sender.threads.shutdown();
    return sender;
  }

  private void send(int count) {
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      while (!isAccepted(i)) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      accepted.incrementAndGet();
    }
  }

  private boolean isAccepted(int number) {
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("webhook-id", Integer.toString(number))
            .POST(HttpRequest.BodyPublishers.ofString(bodies.apply(number)))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != ACCEPTED) {
        otherAnswers.add(status);
      }
      return status == ACCEPTED;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How many were answered 202. */
  public int accepted() {
    return accepted.get();
  }

  /** The answers that weren't 202. */
  public Queue<Integer> otherAnswers() {
    return otherAnswers;
  }

  /** Whether all are answered 202. */
  public boolean isDone() {
    return threads.isTerminated();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
