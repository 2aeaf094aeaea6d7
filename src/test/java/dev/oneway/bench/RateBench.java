package dev.oneway.bench;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.http.Auth;
import dev.oneway.http.HttpAccount;
import dev.oneway.http.HttpCall;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.HttpLimits;
import dev.oneway.http.HttpTimeouts;
import dev.oneway.http.Origin;
import dev.oneway.run.Traffic;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How much of a limit four busy senders use against a real server, and the most it saw arrive
 * within one window. Run by hand.
 */
public final class RateBench {
  private static final int REQUESTS = 20;
  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final int WINDOWS = 10;
  private static final int SENDERS = 4;

  private RateBench() {}

  public static void main(String[] arguments) throws Exception {
    Queue<Long> arrived = new ConcurrentLinkedQueue<>();
    try (SandboxServer server =
            SandboxServer.start(
                0,
                request -> {
                  arrived.add(System.nanoTime());
                  return Reply.empty(204);
                });
        HttpAccount account =
            new HttpAccount(
                Origin.of(URI.create(server.url())), Auth.none(), InstantSource.system())) {
      HttpChannel channel =
          account.channel(
              HttpLimits.parse(REQUESTS + "/" + WINDOW.toSeconds() + "s", SENDERS),
              new HttpTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)));
      send(channel, HttpCall.get(URI.create(server.url() + "/"), "*/*"));
    }
    print(arrived.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  private static void send(HttpChannel channel, HttpCall call) throws InterruptedException {
    long end = System.nanoTime() + WINDOW.multipliedBy(WINDOWS).toNanos();
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    for (int i = 0; i < SENDERS; i++) {
      senders.execute(
          () -> {
            try {
              while (System.nanoTime() < end) {
                channel.send(call, new Traffic()).close();
              }
            } catch (dev.oneway.run.RetriableException e) {
              throw new IllegalStateException(e);
            }
          });
    }
    senders.shutdown();
    senders.awaitTermination(1, TimeUnit.MINUTES);
  }

  private static void print(long[] times) {
    int most = 0;
    for (int from = 0, to = 0; to < times.length; to++) {
      while (times[to] - times[from] >= WINDOW.toNanos()) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    double seconds = (times[times.length - 1] - times[0]) / 1e9;
    double share = (times.length - REQUESTS) / (seconds / WINDOW.toSeconds() * REQUESTS);
    System.out.printf(
        "%d requests, %.1f %% of the limit, at most %d of %d within %s%n",
        times.length, 100 * share, most, REQUESTS, WINDOW);
  }
}
