package dev.oneway.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.record.RecordJson;
import dev.oneway.testing.Home;
import dev.oneway.testing.Ports;
import dev.oneway.testing.Sql;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many webhook events a second the inbox takes, beside the simplest durable server one could
 * write by hand: one Vert.x handler that reads the JSON, one thread that inserts what has gathered
 * with one commit, SQLite with synchronous=FULL on both sides. The load comes from this process
 * too. Then how long an event takes from its request to its row in the destination, at half of that
 * rate.
 *
 * <pre>mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java -cp target/test-classes:target/classes:$(cat target/cp) dev.oneway.bench.InboxBench 5 8 64
 * </pre>
 *
 * <p>Arguments: rounds, seconds a round, connections. Each round begins with as many seconds that
 * don't count as {@code -Dwarm=2} says; the compiler is busy for the first twenty. With {@code
 * -DstoreOnly=true} nothing is delivered meanwhile, as the server by hand delivers nothing.
 */
public final class InboxBench {
  private static final String PATH = "/webhooks/bench";
  private static final boolean DELIVERS = !Boolean.getBoolean("storeOnly");
  private static final int WARM_SECONDS = Integer.getInteger("warm", 2);
  private static final String FILLER = "x".repeat(300);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong ids = new AtomicLong();
  private final int seconds;
  private final int connections;

  private InboxBench(int seconds, int connections) {
    this.seconds = seconds;
    this.connections = connections;
  }

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    InboxBench bench = new InboxBench(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    List<Double> byHand = new ArrayList<>();
    List<Double> inbox = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      byHand.add(bench.byHand());
      inbox.add(bench.inbox());
      System.out.printf(
          Locale.ROOT,
          "round %d: by hand %.0f/s, inbox %.0f/s%n",
          round + 1,
          byHand.get(round),
          inbox.get(round));
    }
    double ratio = median(inbox) / median(byHand);
    System.out.printf(
        Locale.ROOT,
        "median: by hand %.0f/s, inbox %.0f/s, ratio %.2f%n",
        median(byHand),
        median(inbox),
        ratio);
    if (DELIVERS) {
      bench.latency(median(inbox) / 2);
    }
    System.exit(0);
  }

  private static double median(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private Buffer event() {
    return Buffer.buffer(
        "{\"id\":%d,\"sent\":%d,\"type\":\"track\",\"event\":\"Order Completed\",\"note\":\"%s\"}"
            .formatted(ids.incrementAndGet(), System.currentTimeMillis(), FILLER));
  }

  private double byHand() throws Exception {
    Path file = Files.createTempDirectory("inbox-bench").resolve("hand.db");
    int port = Ports.free();
    HandWritten server = new HandWritten(vertx, port, "jdbc:sqlite:" + file);
    double rate = rate(port);
    server.stop();
    return rate;
  }

  private double inbox() throws Exception {
    Path folder = Files.createTempDirectory("inbox-bench");
    try (Application application = application(folder)) {
      return rate(application.doorPort());
    }
  }

  private static Application application(Path folder) {
    String target = "jdbc:sqlite:" + folder.resolve("target.db");
    Sql.execute(
        target,
        "CREATE TABLE events (id INTEGER PRIMARY KEY, sent INTEGER, type TEXT, event TEXT, note"
            + " TEXT, arrived REAL DEFAULT (unixepoch('subsec')))");
    Home home =
        new Home(folder)
            .destination("target", target)
            .set("oneway.door.port", "0")
            .set("oneway.door.requestsPerSecond", "1000000")
            .set("bench.deliver", Boolean.toString(DELIVERS))
            .write(
                "routes/bench.camel.yaml",
                """
                - route:
                    id: bench-webhook
                    from:
                      uri: platform-http:/webhooks/bench
                      parameters: { httpMethodRestrict: POST }
                      steps:
                        - to: inbox:bench?key=/id&deliveryId=/id
                - route:
                    id: bench
                    autoStartup: "{{bench.deliver:true}}"
                    from:
                      uri: inbox:bench
                      parameters: { chunk: 500 }
                      steps:
                        - to: mapping:bench
                        - to: dedup:ledger
                        - to: jdbc-upsert:events?dataSource=#target
                """)
            .write(
                "mappings/bench.yaml",
                """
                source: { system: Bench, object: event, owner: bench }
                destination: { system: Target, object: events }
                key: { id: id }
                fields: { sent: sent, type: type, event: event, note: note }
                """);
    Application application = home.start(Entry.SCHEDULE);
    application.loadFlows();
    application.takeOver();
    return application;
  }

  /** Each connection sends its next event when the one before it is answered. */
  private double rate(int port) throws Exception {
    AtomicLong answered = new AtomicLong();
    AtomicLong others = new AtomicLong();
    HttpClient client = client();
    long warm = TimeUnit.SECONDS.toNanos(WARM_SECONDS);
    long begin = System.nanoTime();
    long end = begin + warm + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; i < connections; i++) {
      next(client, port, begin + warm, end, answered, others);
    }
    while (System.nanoTime() < begin + warm) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    long cpu = processor();
    while (System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    double rate = answered.get() / (double) seconds;
    System.out.printf(
        Locale.ROOT,
        "  %.1f µs of processor a request%n",
        (processor() - cpu) / 1e3 / answered.get());
    TimeUnit.MILLISECONDS.sleep(500);
    client.close();
    if (others.get() > 0) {
      System.out.println(others.get() + " answers other than 202");
    }
    return rate;
  }

  /** Nanoseconds of processor time this process has used, the load's included. */
  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private HttpClient client() {
    return vertx.createHttpClient(
        new HttpClientOptions().setMaxPoolSize(connections).setMaxWaitQueueSize(-1));
  }

  private void next(
      HttpClient client, int port, long from, long end, AtomicLong answered, AtomicLong others) {
    if (System.nanoTime() >= end) {
      return;
    }
    client
        .request(HttpMethod.POST, port, "127.0.0.1", PATH)
        .compose(this::send)
        .onComplete(
            status -> {
              long now = System.nanoTime();
              if (status.failed() || status.result() != 202) {
                others.incrementAndGet();
              } else if (now >= from && now < end) {
                answered.incrementAndGet();
              }
              next(client, port, from, end, answered, others);
            });
  }

  private io.vertx.core.Future<Integer> send(HttpClientRequest request) {
    return request
        .putHeader("Content-Type", "application/json")
        .send(event())
        .compose(response -> response.body().map(body -> response.statusCode()));
  }

  /** Sends so many a second, whatever becomes of them, and asks the destination when they came. */
  private void latency(double rate) throws Exception {
    Path folder = Files.createTempDirectory("inbox-bench");
    try (Application application = application(folder)) {
      int port = application.doorPort();
      HttpClient client = client();
      rate(port);
      long first = ids.get() + 1;
      long begin = System.nanoTime();
      long sent = 0;
      long total = (long) (rate * seconds);
      while (sent < total) {
        long due = Math.min(total, (long) ((System.nanoTime() - begin) / 1e9 * rate));
        for (; sent < due; sent++) {
          client.request(HttpMethod.POST, port, "127.0.0.1", PATH).compose(this::send);
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
      TimeUnit.SECONDS.sleep(3);
      String target = "jdbc:sqlite:" + folder.resolve("target.db");
      double[] millis =
          Sql.rows(target, "SELECT arrived * 1000 - sent FROM events WHERE id >= " + first).stream()
              .mapToDouble(Double::parseDouble)
              .sorted()
              .toArray();
      System.out.printf(
          Locale.ROOT,
          "at %.0f/s, %d of %d events arrived; from request to row: median %.0f ms, p99 %.0f ms%n",
          rate,
          millis.length,
          total,
          millis[millis.length / 2],
          millis[(int) (millis.length * 0.99)]);
    }
  }

  /** What one would write in an afternoon. */
  private static final class HandWritten {
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Connection connection;
    private final HttpServer server;
    private final Thread writer = new Thread(this::write, "by-hand");
    private volatile boolean closed;

    private record Waiting(HttpServerRequest request, String body) {}

    HandWritten(Vertx vertx, int port, String url) throws Exception {
      connection = DriverManager.getConnection(url);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, payload TEXT)");
      }
      connection.setAutoCommit(false);
      server = vertx.createHttpServer().requestHandler(this::take);
      server.listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
      writer.start();
    }

    private void take(HttpServerRequest request) {
      request.body(
          body -> {
            String text = body.result().toString();
            try {
              RecordJson.mapper().readValue(text, Map.class);
              queue.add(new Waiting(request, text));
            } catch (java.io.IOException e) {
              request.response().setStatusCode(400).end();
            }
          });
    }

    private void write() {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO event (payload) VALUES (?)")) {
        while (!closed) {
          List<Waiting> group = new ArrayList<>();
          Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
          if (first != null) {
            group.add(first);
            queue.drainTo(group, 2000);
            for (Waiting one : group) {
              insert.setString(1, one.body());
              insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            group.forEach(one -> one.request().response().setStatusCode(202).end());
          }
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void stop() throws Exception {
      server.close().toCompletionStage().toCompletableFuture().get();
      closed = true;
      writer.join();
      connection.close();
    }
  }
}
