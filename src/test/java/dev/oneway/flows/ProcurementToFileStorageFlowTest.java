package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.box.BoxFile;
import dev.oneway.demo.box.BoxSandbox;
import dev.oneway.demo.coupa.CoupaDocument;
import dev.oneway.demo.coupa.CoupaSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flows as shipped but for their rate, from a sandbox Coupa to a sandbox Box. */
class ProcurementToFileStorageFlowTest {
  private static final String INVOICES = "procurement-invoice-to-file-storage";
  private static final String ORDERS = "procurement-order-to-file-storage";
  private static final int DOCUMENTS = 6;
  private static final long FIRST = 4001;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final List<Request> askedOfCoupa = Collections.synchronizedList(new ArrayList<>());
  private final List<Request> askedOfBox = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Weather> coupaWeather = new AtomicReference<>(Weather.CLEAR);
  private final AtomicReference<Weather> boxWeather = new AtomicReference<>(Weather.CLEAR);
  private CoupaSandbox coupa;
  private BoxSandbox box;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    coupa = CoupaSandbox.start(0, "c-s3cret", 1, noted(askedOfCoupa, coupaWeather), now::get);
    coupa.allow(100_000);
    box =
        BoxSandbox.start(0, "b-s3cret", "27335", noted(askedOfBox, boxWeather), now::get)
            .forProcurement();
    box.allow(100_000, 100_000);
    for (int i = 0; i < DOCUMENTS; i++) {
      coupa.documents().invoice();
      coupa.documents().order();
    }
    home = ProcurementHome.of(folder, coupa, box, "c-s3cret", "b-s3cret", "1000/1s");
  }

  private static Weather noted(List<Request> asked, AtomicReference<Weather> weather) {
    return (exchange, request, vendor) -> {
      asked.add(request);
      weather.get().carry(exchange, request, vendor);
    };
  }

  @AfterEach
  void close() {
    coupa.close();
    box.close();
  }

  private RunSummary run(String flow) {
    RunSummary run = home.runOnce(flow);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    assertThat(home.deadLetters()).isEmpty();
    return run;
  }

  private void later() {
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
  }

  private CoupaDocument invoice(long id) {
    return coupa.documents().invoices().get(id);
  }

  private BoxFile fileOf(long invoice) {
    return box.files().named(BoxSandbox.INVOICES, "Invoice " + invoice + ".pdf").orElseThrow();
  }

  private Map<String, Object> metadataOf(long invoice) {
    return fileOf(invoice).metadata("invoice");
  }

  private static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Each invoice is there once, as it is in Coupa, and nobody has changed anything in Coupa. */
  private void allInvoicesAreThereOnce() {
    assertThat(box.files().all()).hasSize(coupa.documents().invoices().size());
    for (CoupaDocument invoice : coupa.documents().invoices().values()) {
      assertThat(fileOf(invoice.id()).sha1()).isEqualTo(sha1(invoice.file()));
      assertThat(metadataOf(invoice.id())).containsEntry("status", invoice.text("status"));
    }
    assertThat(coupa.writes()).isZero();
  }

  private long asked(List<Request> asked, Predicate<Request> which) {
    return List.copyOf(asked).stream().filter(which).count();
  }

  private static boolean isUpload(Request request) {
    return request.path().endsWith("/content") && request.method().equals("POST");
  }

  private static boolean isMetadata(Request request) {
    return request.path().contains("/metadata/");
  }

  private static boolean isScan(Request request) {
    return request.path().endsWith("/retrieve_image_scan");
  }

  @Test
  void invoicesArriveAsFilesWithMetadataAndASecondRunWritesNothing() {
    assertThat(run(INVOICES).counts().of(Fate.CREATED)).isEqualTo(DOCUMENTS);
    allInvoicesAreThereOnce();
    CoupaDocument first = invoice(FIRST);
    assertThat(metadataOf(FIRST))
        .containsEntry("coupaId", Long.toString(FIRST))
        .containsEntry("number", first.text("invoice-number"))
        .containsEntry("total", first.text("total-with-taxes"))
        .containsEntry("currency", "USD")
        .containsEntry("invoiceDate", "2026-01-31T00:00:00Z")
        .containsEntry("updatedAt", "2026-01-31T12:00:00Z");

    askedOfBox.clear();
    RunSummary second = run(INVOICES);
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(DOCUMENTS);
    assertThat(askedOfBox).isEmpty();
  }

  @Test
  void purchaseOrdersArriveWithTheFirstPdfAttachedToThem() {
    assertThat(run(ORDERS).counts().of(Fate.CREATED)).isEqualTo(DOCUMENTS);
    assertThat(box.files().all())
        .hasSize(DOCUMENTS)
        .allMatch(file -> file.folder().equals(BoxSandbox.ORDERS));
    coupa
        .documents()
        .orders()
        .forEach(
            (id, order) -> {
              BoxFile file =
                  box.files()
                      .named(BoxSandbox.ORDERS, "Purchase order " + id + ".pdf")
                      .orElseThrow();
              assertThat(file.sha1()).isEqualTo(sha1(order.file()));
              assertThat(file.metadata("purchaseOrder"))
                  .containsEntry("number", order.text("po-number"))
                  .containsEntry("revision", "1");
            });
    assertThat(coupa.writes()).isZero();
  }

  @Test
  void unchangedContentIsNoSecondVersionWhateverElseHasChanged() {
    run(INVOICES);
    later();
    coupa.documents().setInvoice(FIRST, "status", "approved");
    coupa.documents().setInvoice(FIRST, "invoice-number", null);
    askedOfBox.clear();

    assertThat(run(INVOICES).counts().of(Fate.UPDATED)).isEqualTo(1);

    assertThat(asked(askedOfBox, ProcurementToFileStorageFlowTest::isUpload)).isZero();
    assertThat(fileOf(FIRST).versions()).isEqualTo(1);
    assertThat(metadataOf(FIRST)).containsEntry("status", "approved").doesNotContainKey("number");
    allInvoicesAreThereOnce();
  }

  @Test
  void anotherScanBecomesANewVersionOfTheSameFile() {
    run(INVOICES);
    String id = fileOf(FIRST).id();
    later();
    coupa.documents().rescan(FIRST, "%PDF corrected %%EOF".getBytes(StandardCharsets.UTF_8));

    assertThat(run(INVOICES).counts().of(Fate.UPDATED)).isEqualTo(1);

    assertThat(fileOf(FIRST).id()).isEqualTo(id);
    assertThat(fileOf(FIRST).versions()).isEqualTo(2);
    allInvoicesAreThereOnce();
  }

  @Test
  void aNameConflictBecomesANewVersionOfThatFileAndNeverASecondFile() {
    String theirs =
        box.files()
            .add(BoxSandbox.INVOICES, "INVOICE 4001.pdf", sha1(new byte[1]), 1)
            .orElseThrow()
            .id();
    String same =
        box.files()
            .add(BoxSandbox.INVOICES, "Invoice 4002.pdf", sha1(invoice(4002).file()), 1)
            .orElseThrow()
            .id();

    RunSummary run = run(INVOICES);

    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(DOCUMENTS - 2);
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(2);
    assertThat(fileOf(FIRST).id()).isEqualTo(theirs);
    assertThat(fileOf(FIRST).versions()).isEqualTo(2);
    assertThat(fileOf(4002).id()).isEqualTo(same);
    assertThat(fileOf(4002).versions()).as("the same content needs no version").isEqualTo(1);
    allInvoicesAreThereOnce();
  }

  @Test
  void whatWasUploadedBeforeMetadataFailedIsCompletedByTheNextRun() {
    home.set("oneway.http.retryFor", "100ms");
    boxWeather.set(
        (exchange, request, vendor) ->
            Weather.send(
                exchange,
                isMetadata(request) ? Reply.text(503, "maintenance") : vendor.answer(request)));
    RunSummary failed = home.runOnce(INVOICES);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.counts().of(Fate.REJECTED)).isZero();
    assertThat(box.files().all()).hasSize(DOCUMENTS);
    boxWeather.set(Weather.CLEAR);

    run(INVOICES);

    assertThat(box.files().all()).allMatch(file -> file.versions() == 1);
    allInvoicesAreThereOnce();
  }

  @Test
  void aPdfThatBreaksOffIsNoFileAndNoDeadLetterAndIsFetchedAnew() {
    AtomicInteger broken = new AtomicInteger();
    coupaWeather.set(
        (exchange, request, vendor) -> {
          Reply reply = vendor.answer(request);
          if (!isScan(request) || broken.incrementAndGet() > 3) {
            Weather.send(exchange, reply);
            return;
          }
          exchange.sendResponseHeaders(200, reply.body().length);
          exchange.getResponseBody().write(reply.body(), 0, reply.body().length / 2);
          exchange.getResponseBody().flush();
          throw new IOException("the line is cut");
        });

    assertThat(run(INVOICES).counts().of(Fate.CREATED)).isEqualTo(DOCUMENTS);

    assertThat(asked(askedOfCoupa, ProcurementToFileStorageFlowTest::isScan))
        .isEqualTo(DOCUMENTS + 3);
    assertThat(box.files().all()).allMatch(file -> file.versions() == 1);
    allInvoicesAreThereOnce();
  }

  @Test
  void aPdfCoupaDoesNotHaveRefusesItsInvoiceAloneAndTheOthersArrive() {
    coupaWeather.set(
        (exchange, request, vendor) ->
            Weather.send(
                exchange,
                request.path().equals("/api/invoices/4003/retrieve_image_scan")
                    ? Reply.json(404, Map.of("errors", Map.of("error", List.of("Not Found"))))
                    : vendor.answer(request)));

    RunSummary run = home.runOnce(INVOICES);

    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(DOCUMENTS - 1);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains("Invoice 4003.pdf");
              assertThat(letter.category()).isEqualTo("not-found");
              assertThat(letter.reason()).contains("/api/invoices/4003/retrieve_image_scan", "404");
            });
    coupaWeather.set(Weather.CLEAR);
    assertThat(home.replay(INVOICES).counts().of(Fate.CREATED)).isEqualTo(1);
    allInvoicesAreThereOnce();
  }

  @Test
  void aFileDeletedInBoxIsFoundByDriftAndPutBackAndNothingChangesInCoupa() {
    run(INVOICES);
    Map<Long, CoupaDocument> before = coupa.documents().invoices();
    box.files().trash(fileOf(4002).id());
    box.files().replace(fileOf(4003).id(), sha1(new byte[3]), "ann@example.com");

    Drift drift = home.drift(INVOICES, false);

    assertThat(drift.tally().samples().get(DriftKind.MISSING))
        .singleElement()
        .satisfies(found -> assertThat(found.key()).contains("Invoice 4002.pdf"));
    assertThat(drift.tally().samples().get(DriftKind.CHANGED))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.key()).contains("Invoice 4003.pdf");
              assertThat(found.fields()).containsOnlyKeys("(file)");
              assertThat(found.edit()).containsEntry("login", "ann@example.com");
            });
    assertThat(drift.drifted()).isEqualTo(2);
    assertThat(home.drift(INVOICES, true).repaired()).isEqualTo(2);
    assertThat(home.drift(INVOICES, false).drifted()).isZero();
    assertThat(fileOf(4003).versions()).isEqualTo(3);
    allInvoicesAreThereOnce();
    assertThat(coupa.documents().invoices().keySet()).isEqualTo(before.keySet());
  }

  @Test
  void eachServerSeesItsOwnCredentialsAndNoOthers() {
    run(INVOICES);
    assertThat(tokens(askedOfCoupa)).containsExactly("c0upa-access-0");
    assertThat(tokens(askedOfBox)).containsExactly("b0x-access-0");
    coupa.expireTokens();
    box.expireTokens();
    later();
    coupa.documents().setInvoice(FIRST, "status", "approved");
    run(INVOICES);
    allInvoicesAreThereOnce();
  }

  private static List<String> tokens(List<Request> asked) {
    return List.copyOf(asked).stream()
        .flatMap(request -> request.bearer().stream())
        .distinct()
        .collect(Collectors.toList());
  }

  @Test
  void boxsLimitIsWaitedForAsLongAsItAsks() {
    box.allow(4, 100_000);
    boxWeather.set(
        (exchange, request, vendor) -> {
          Reply reply = vendor.answer(request);
          if (reply.status() == 429) {
            assertThat(reply.headers()).containsKey("Retry-After");
            now.updateAndGet(time -> time.plusSeconds(60));
            reply = reply.with("Retry-After", "1");
          }
          Weather.send(exchange, reply);
        });
    RunSummary run = run(INVOICES);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(DOCUMENTS);
    assertThat(run.traffic().waited()).isPositive();
    allInvoicesAreThereOnce();
  }

  @Test
  void invoicesThatChangeWhileTheyAreReadMakeNoneGoMissing() {
    for (int i = 0; i < 100; i++) {
      now.updateAndGet(time -> time.plusSeconds(1));
      coupa.documents().invoice();
    }
    coupaWeather.set(
        (exchange, request, vendor) -> {
          Reply reply = vendor.answer(request);
          if (request.path().equals("/api/invoices")) {
            later();
            coupa.documents().setInvoice(FIRST, "status", "approved");
            coupa.documents().setInvoice(FIRST + 1, "status", "approved");
          }
          Weather.send(exchange, reply);
        });
    run(INVOICES);
    assertThat(box.files().all()).hasSize(DOCUMENTS + 100);
  }
}
