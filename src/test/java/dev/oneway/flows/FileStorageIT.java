package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.box.BoxFile;
import dev.oneway.demo.box.BoxSandbox;
import dev.oneway.demo.coupa.CoupaSandbox;
import dev.oneway.demo.http.Weather;
import dev.oneway.testing.OnewayProcess;
import dev.oneway.testing.OnewayProcess.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar files invoices while it is short of memory, and while it is killed. */
class FileStorageIT {
  private static final String FLOW = "procurement-invoice-to-file-storage";
  private static final int INVOICES = 5;
  private static final long LARGE_BYTES = 128L << 20;

  @TempDir private Path folder;
  private final AtomicReference<Weather> coupaWeather = new AtomicReference<>(Weather.CLEAR);
  private final AtomicReference<Weather> boxWeather = new AtomicReference<>(Weather.CLEAR);
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch killed = new CountDownLatch(1);
  private CoupaSandbox coupa;
  private BoxSandbox box;

  @BeforeEach
  void open() throws IOException {
    InstantSource clock = InstantSource.system();
    coupa = CoupaSandbox.start(0, "c-s3cret", 1, through(coupaWeather), clock);
    box = BoxSandbox.start(0, "b-s3cret", "27335", through(boxWeather), clock).forProcurement();
    for (int i = 0; i < INVOICES; i++) {
      coupa.documents().invoice();
    }
    ProcurementHome.of(folder, coupa, box, "c-s3cret", "b-s3cret", "1000/1s").writeSettings();
  }

  private static Weather through(AtomicReference<Weather> weather) {
    return (exchange, request, vendor) -> weather.get().carry(exchange, request, vendor);
  }

  @AfterEach
  void close() {
    killed.countDown();
    coupa.close();
    box.close();
  }

  private OnewayProcess start(String... javaOptions) {
    return OnewayProcess.start(folder, Map.of(), List.of(javaOptions), "run", FLOW, "--once");
  }

  private Result run(String... javaOptions) {
    try (OnewayProcess process = start(javaOptions)) {
      Result result = process.await();
      assertThat(result.exitCode()).as(result.toString()).isZero();
      return result;
    }
  }

  private void killOnceReached() {
    try (OnewayProcess process = start()) {
      process.killWhen(() -> reached.getCount() == 0, Duration.ofMillis(20), Duration.ofMinutes(1));
    }
    killed.countDown();
    coupaWeather.set(Weather.CLEAR);
    boxWeather.set(Weather.CLEAR);
  }

  private void allAreThereOnceInOneVersion() {
    assertThat(box.files().all())
        .hasSize(INVOICES)
        .allSatisfy(
            file -> {
              assertThat(file.versions()).isEqualTo(1);
              assertThat(file.metadata("invoice")).containsKey("status");
            });
    assertThat(coupa.writes()).isZero();
  }

  @Test
  void aPdfFarLargerThanTheMemoryPasses() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-1");
    coupaWeather.set(
        (exchange, request, vendor) -> {
          if (!request.path().equals("/api/invoices/4001/retrieve_image_scan")) {
            Weather.CLEAR.carry(exchange, request, vendor);
            return;
          }
          exchange.sendResponseHeaders(200, LARGE_BYTES);
          pour(exchange.getResponseBody(), digest);
        });

    assertThat(run("-Xmx64m").out()).contains("created " + INVOICES);

    BoxFile large = box.files().named(BoxSandbox.INVOICES, "Invoice 4001.pdf").orElseThrow();
    assertThat(large.size()).isEqualTo(LARGE_BYTES);
    assertThat(large.sha1()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
    allAreThereOnceInOneVersion();
  }

  private static void pour(OutputStream out, MessageDigest digest) throws IOException {
    byte[] piece = new byte[1 << 16];
    for (long given = 0; given < LARGE_BYTES; given += piece.length) {
      piece[(int) (given / piece.length) % piece.length]++;
      digest.update(piece);
      out.write(piece);
    }
  }

  @Test
  void killedBetweenUploadAndMetadataTheNextRunCompletesTheFile() {
    boxWeather.set(
        (exchange, request, vendor) -> {
          if (request.path().contains("/metadata/")) {
            holdUntilKilled();
          } else {
            Weather.CLEAR.carry(exchange, request, vendor);
          }
        });
    killOnceReached();
    assertThat(box.files().all()).isNotEmpty().allMatch(file -> file.metadata("invoice").isEmpty());

    run();

    allAreThereOnceInOneVersion();
  }

  @Test
  void killedInTheMiddleOfAnUploadNothingHalfIsThereAndTheNextRunDelivers() {
    coupaWeather.set(
        (exchange, request, vendor) -> {
          if (request.path().endsWith("/retrieve_image_scan")) {
            exchange.sendResponseHeaders(200, LARGE_BYTES);
            exchange.getResponseBody().write(new byte[1 << 20]);
            exchange.getResponseBody().flush();
            holdUntilKilled();
          } else {
            Weather.CLEAR.carry(exchange, request, vendor);
          }
        });
    killOnceReached();
    assertThat(box.files().all()).isEmpty();

    run();

    allAreThereOnceInOneVersion();
  }

  private void holdUntilKilled() {
    reached.countDown();
    try {
      killed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
