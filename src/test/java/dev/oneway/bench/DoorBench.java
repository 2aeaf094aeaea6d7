package dev.oneway.bench;

import dev.oneway.webhook.door.Door;
import dev.oneway.webhook.door.DoorEngine;
import dev.oneway.webhook.door.DoorLimits;
import dev.oneway.webhook.door.DoorOptions;
import dev.oneway.webhook.door.DoorTimes;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Requests a second on loopback: a bare Vert.x handler, the door with an empty route, and Camel's
 * own server with the same route; and each with a step that waits 10 ms, as for a commit. Rounds
 * alternate, so that what else the machine does hits all of them. Run by hand, after {@code mvn
 * test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath}:
 *
 * <pre>
 * java -cp target/test-classes:target/classes:$(cat target/classpath) dev.oneway.bench.DoorBench
 * </pre>
 */
public final class DoorBench {
  private static final int BODY_BYTES = 1000;
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long WAIT_MILLIS = 10;
  private static final int ANSWER_BYTES = "{\"accepted\":1}".length();
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor();

  private DoorBench() {}

  /** A server that is measured. */
  private record Contender(String name, int port, AutoCloseable server) {}

  public static void main(String[] arguments) throws Exception {
    compare("answered at once", 16, false);
    compare("answered after " + WAIT_MILLIS + " ms", 200, true);
    CLOCK.shutdownNow();
  }

  private static void compare(String what, int senders, boolean waiting) throws Exception {
    List<Contender> contenders = List.of(bare(waiting), door(waiting), camel(waiting));
    List<List<Double>> rates = new ArrayList<>();
    contenders.forEach(contender -> rates.add(new ArrayList<>()));
    for (int round = 0; round <= ROUNDS; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        double rate = rate(contenders.get(i).port(), senders);
        if (round > 0) {
          rates.get(i).add(rate);
        }
      }
    }
    double best = median(rates.get(0));
    for (int i = 0; i < contenders.size(); i++) {
      double rate = median(rates.get(i));
      System.out.printf(
          "%s, %d senders: %-12s %,8.0f requests/s, %3.0f %%%n",
          what, senders, contenders.get(i).name(), rate, 100 * rate / best);
      contenders.get(i).server().close();
    }
  }

  private static double median(List<Double> rates) {
    return rates.stream().sorted().skip(rates.size() / 2).findFirst().orElseThrow();
  }

  private static Contender bare(boolean waiting) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request.bodyHandler(
                        body -> {
                          Runnable answer =
                              () ->
                                  request
                                      .response()
                                      .setStatusCode(202)
                                      .putHeader("Content-Type", "application/json")
                                      .end("{\"accepted\":1}");
                          if (waiting) {
                            vertx.setTimer(WAIT_MILLIS, timer -> answer.run());
                          } else {
                            answer.run();
                          }
                        }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    return new Contender("bare Vert.x", server.actualPort(), vertx::close);
  }

  private static Contender door(boolean waiting) throws Exception {
    DoorOptions options =
        new DoorOptions("127.0.0.1", 0, Optional::empty, DoorLimits.DEFAULT, DoorTimes.DEFAULT);
    Door door = new Door(options);
    DefaultCamelContext context = new DefaultCamelContext();
    context
        .getRegistry()
        .bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, new DoorEngine(door));
    context.addRoutes(route(waiting));
    context.start();
    door.open();
    return new Contender(
        "the door",
        door.port(),
        () -> {
          door.close();
          context.stop();
        });
  }

  private static Contender camel(boolean waiting) throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
    configuration.setBindHost("127.0.0.1");
    configuration.setBindPort(0);
    VertxPlatformHttpServer server = new VertxPlatformHttpServer(configuration);
    context.addService(server);
    context.start();
    context.addRoutes(route(waiting));
    return new Contender("Camel's own", server.getPort(), context::stop);
  }

  private static RouteBuilder route(boolean waiting) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("platform-http:/in?httpMethodRestrict=POST").process(new Accepting(waiting));
      }
    };
  }

  private static final class Accepting extends AsyncProcessorSupport {
    private final boolean waiting;

    Accepting(boolean waiting) {
      this.waiting = waiting;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      exchange.getMessage().removeHeaders("*");
      exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
      exchange.getMessage().setHeader("Content-Type", "application/json");
      exchange.getMessage().setBody("{\"accepted\":1}");
      if (waiting) {
        var unused = CLOCK.schedule(() -> callback.done(false), WAIT_MILLIS, TimeUnit.MILLISECONDS);
        return false;
      }
      callback.done(true);
      return true;
    }
  }

  /** Requests a second of so many senders, each with one connection and one request at a time. */
  private static double rate(int port, int senders) throws Exception {
    long end = System.nanoTime() + ROUND_NANOS;
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    List<Callable<Long>> work = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      work.add(() -> send(port, end));
    }
    long sent = 0;
    for (Future<Long> one : threads.invokeAll(work)) {
      sent += one.get();
    }
    threads.shutdown();
    return sent / (ROUND_NANOS / 1e9);
  }

  private static long send(int port, long end) throws IOException {
    byte[] request =
        ("POST /in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "User-Agent: bench\r\nX-Signature: 0123456789abcdef\r\nContent-Length: "
                + BODY_BYTES
                + "\r\n\r\n"
                + "x".repeat(BODY_BYTES))
            .getBytes(StandardCharsets.US_ASCII);
    long sent = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      while (System.nanoTime() < end) {
        socket.getOutputStream().write(request);
        readAnswer(in);
        sent++;
      }
    }
    return sent;
  }

  /** Up to the end of the headers, and the body, whose length is known. */
  private static void readAnswer(InputStream in) throws IOException {
    byte[] buffer = new byte[1024];
    int length = 0;
    while (true) {
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new IOException("hung up");
      }
      length += read;
      String answer = new String(buffer, 0, length, StandardCharsets.US_ASCII);
      int head = answer.indexOf("\r\n\r\n");
      if (head >= 0 && (length >= head + 4 + ANSWER_BYTES || answer.endsWith("\r\n0\r\n\r\n"))) {
        if (!answer.startsWith("HTTP/1.1 202")) {
          throw new IOException(answer);
        }
        return;
      }
    }
  }
}
