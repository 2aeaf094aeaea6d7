package dev.oneway.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.oneway.http.paging.Paging;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagedReadStreamingTest {
  private static final int RECORDS = 100_000;
  private static final int FILLER = 1000;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private Reads serve(HttpHandler handler) {
    server.createContext("/items", handler);
    return new Reads("http://localhost:" + server.getAddress().getPort() + "/items");
  }

  @Test
  void theFirstRecordIsHandedOutBeforeTheServerHasSentTheLast() {
    CountDownLatch firstWasRead = new CountDownLatch(1);
    Reads reads =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream out = exchange.getResponseBody()) {
                out.write("{\"items\":[{\"id\":1}".getBytes(UTF_8));
                out.flush();
                boolean read = await(firstWasRead, 5000);
                out.write((read ? ",{\"id\":2}]}" : "]}").getBytes(UTF_8));
              }
            });
    PagedRead read = reads.open();
    assertThat(read.next()).containsEntry("id", 1L);
    firstWasRead.countDown();
    assertThat(read.next()).containsEntry("id", 2L);
    assertThat(read.hasNext()).isFalse();
  }

  private static boolean await(CountDownLatch latch, long millis) {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A page of a hundred megabytes, and how much of it was sent so far. */
  private Reads serveMany(AtomicLong sent, String before, String after) {
    String filler = "\"filler\":\"" + "x".repeat(FILLER) + "\"";
    return serve(
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody())) {
            out.write(("{" + before + "\"items\":[{}").getBytes(UTF_8));
            for (int i = 1; i < RECORDS; i++) {
              out.write((",{\"id\":" + i + "," + filler + "}").getBytes(UTF_8));
              sent.incrementAndGet();
            }
            out.write(("]" + after + "}").getBytes(UTF_8));
          }
        });
  }

  private static void requireNeverHeld(PagedRead records, AtomicLong sent) {
    long read = 0;
    long mostInFlight = 0;
    for (; records.hasNext(); records.next()) {
      mostInFlight = Math.max(mostInFlight, sent.get() - read);
      read++;
    }
    assertThat(read).isEqualTo(RECORDS);
    // What the sockets' buffers hold, a few megabytes of the hundred.
    assertThat(mostInFlight).isLessThan(RECORDS / 5);
  }

  @Test
  void aPageOfAHundredMegabytesIsNeverHeldAsAWhole() {
    AtomicLong sent = new AtomicLong();
    requireNeverHeld(serveMany(sent, "", "").open(), sent);
  }

  @Test
  void norIsTheAnswerToAPostWithWhatIsNeededBeforeAndAfterTheRecords() {
    AtomicLong sent = new AtomicLong();
    String before = "\"total\":" + RECORDS + ",\"meta\":{\"next\":\"/more\",\"list\":[[1],{}]},";
    String after = ",\"other\":{\"done\":false},\"done\":true";
    Reads reads =
        serveMany(sent, before, after)
            .body("{\"limit\":1000000}")
            .paging(new Paging.Url(JsonPointer.compile("/meta/next")))
            .end("/done")
            .count("/total");
    requireNeverHeld(reads.open(), sent);
  }

  @Test
  void aTextOfTwentyMegabytesIsRead() {
    int length = 20_000_000;
    Reads reads =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream out = exchange.getResponseBody()) {
                out.write("{\"items\":[{\"pdf\":\"".getBytes(UTF_8));
                out.write("A".repeat(length).getBytes(UTF_8));
                out.write("\"}]}".getBytes(UTF_8));
              }
            });
    assertThat(reads.patient().all().get(0).get("pdf").toString()).hasSize(length);
  }

  @Test
  void anAnswerThatDripsIsNotWaitedForLongerThanTheResponseTimeout() {
    CountDownLatch never = new CountDownLatch(1);
    Reads reads =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream out = exchange.getResponseBody()) {
                do {
                  out.write(' ');
                  out.flush();
                } while (!await(never, 50));
              }
            });
    assertThatThrownBy(() -> reads.open().hasNext())
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("it arrives too slowly");
  }

  @Test
  void aCompressedAnswerIsRead() {
    Reads reads =
        serve(
            exchange -> {
              assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).contains("gzip");
              exchange.getResponseHeaders().set("Content-Encoding", "gzip");
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                out.write("{\"items\":[{\"id\":1},{\"id\":2}]}".getBytes(UTF_8));
              }
            });
    assertThat(reads.ids()).containsExactly(1L, 2L);
  }

  @Test
  void aReadClosedMidwayDropsTheConnectionWithoutReadingOn() throws Exception {
    CountDownLatch dropped = new CountDownLatch(1);
    Reads reads =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream out = exchange.getResponseBody()) {
                out.write("{\"items\":[{\"id\":0}".getBytes(UTF_8));
                while (true) {
                  out.write(",{\"id\":1}".repeat(1000).getBytes(UTF_8));
                }
              } catch (IOException e) {
                dropped.countDown();
              }
            });
    PagedRead read = reads.open();
    read.next();
    read.close();
    assertThat(dropped.await(5, TimeUnit.SECONDS)).isTrue();
  }
}
