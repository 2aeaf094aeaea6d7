package dev.oneway.destination.http;

import static dev.oneway.destination.http.People.person;
import static dev.oneway.destination.http.Setup.fates;
import static dev.oneway.destination.http.Setup.refusal;
import static dev.oneway.destination.http.Setup.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.demo.http.Intake;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import dev.oneway.http.HttpTime;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record's file on its way from the server it lies on into the form that carries it. */
class RecordFilesTest {
  private static final byte[] FILE = "%PDF 1234567890 %%EOF".getBytes(StandardCharsets.US_ASCII);

  private final List<byte[]> arrived = Collections.synchronizedList(new ArrayList<>());
  private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger broken = new AtomicInteger();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private FileHost host;
  private SandboxServer vendor;
  private Setup setup;

  @BeforeEach
  void open() throws IOException {
    host = new FileHost(FileHost.file(FILE));
    vendor = SandboxServer.start(0, this::store, Weather.CLEAR, this::whole);
    setup = setup(vendor.url());
  }

  private Setup setup(String url, String... more) {
    Map<String, String> options =
        Map.of(
            "file", "GET " + host.url() + "/files/${field.name}?of=${key}",
            "create", "POST /files",
            "createBody", "{ \"name\": \"${key}\", \"file\": \"${file}\" }",
            "lookup", "GET /files?name=${key}",
            "lookupWhen", "doubt",
            "found", "/files",
            "foundId", "/id",
            "id", "/id");
    Setup made = new Setup(url, with(options, more));
    made.context.getRegistry().bind("time", HttpTime.of(now::get, this::pass));
    return made;
  }

  /** Who waits has waited. */
  private void pass(Duration wait) {
    waits.add(wait);
    now.updateAndGet(time -> time.plus(wait));
  }

  @AfterEach
  void close() {
    setup.close();
    vendor.close();
    host.close();
  }

  private Request whole(HttpExchange exchange) throws IOException {
    try {
      return Intake.WHOLE.take(exchange);
    } catch (IOException e) {
      broken.incrementAndGet();
      throw e;
    }
  }

  private Reply store(Request request) {
    asked.add(request);
    if (request.method().equals("GET")) {
      return Reply.json(200, Map.of("files", List.of()));
    }
    arrived.add(request.body());
    return Reply.json(201, Map.of("id", "f" + arrived.size()));
  }

  private void arrivedOnce() {
    assertThat(arrived).hasSize(1);
    String form = new String(arrived.get(0), StandardCharsets.US_ASCII);
    assertThat(form)
        .contains("name=\"name\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nk\r\n")
        .contains("name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n")
        .contains("\r\n\r\n" + new String(FILE, StandardCharsets.US_ASCII) + "\r\n--oneway-");
  }

  /** The base URL's server takes any number, the one that is named one in 10 seconds. */
  @Test
  void aServerThatARequestNamesHasALimitOfItsOwn() throws Exception {
    try (Setup limited =
        setup(
            "http://localhost:1",
            "create",
            "POST " + vendor.url() + "/files",
            "serverRate",
            "1/10s")) {
      limited.write(person("k", "n"));
      assertThat(waits).isEmpty();
      limited.write(person("l", "n"));
      assertThat(waits).singleElement().satisfies(wait -> assertThat(wait).isPositive());
    }
    assertThat(arrived).hasSize(2);
  }

  @Test
  void itComesByteForByteWithItsLengthAndIsAskedForByTheRecordsValues() throws Exception {
    List<Outcome> outcomes = setup.write(person("k", "a/b c"));
    assertThat(fates(outcomes)).containsExactly(Fate.CREATED);
    arrivedOnce();
    assertThat(host.asked())
        .singleElement()
        .satisfies(
            head ->
                assertThat(head)
                    .startsWith("GET /files/a%2Fb%20c?of=k HTTP/1.1")
                    .contains("Accept-Encoding: identity"));
    assertThat(asked.get(0).header("Content-Length"))
        .contains(Integer.toString(arrived.get(0).length));
    assertThat(asked.get(0).header("Transfer-Encoding")).isEmpty();
  }

  @Test
  void oneThatBreaksOffIsGivenUpWithItsRequestAndFetchedAnew() throws Exception {
    byte[] much = new byte[1 << 20];
    host.next(
        out -> {
          out.write(FileHost.head("200 OK", "Content-Length: " + 2 * much.length));
          out.write(much);
        },
        out -> {
          out.write(FileHost.head("200 OK", "Transfer-Encoding: chunked"));
          out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
          out.write(much);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        },
        out -> {
          // Where this one ends nobody can tell.
          out.write(FileHost.head("200 OK"));
          out.write(FILE, 0, FILE.length / 2);
        });

    List<Outcome> outcomes = setup.write(person("k", "n"));

    assertThat(fates(outcomes)).containsExactly(Fate.CREATED);
    arrivedOnce();
    assertThat(host.asked()).hasSize(4);
    assertThat(broken).as("the first two had begun").hasValue(2);
  }

  @Test
  void oneThatComesInChunksIsWhole() throws Exception {
    String chunk = Integer.toHexString(FILE.length) + "\r\n";
    host.next(
        out -> {
          out.write(FileHost.head("200 OK", "Transfer-Encoding: chunked"));
          out.write(chunk.getBytes(StandardCharsets.US_ASCII));
          out.write(FILE);
          out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
    assertThat(fates(setup.write(person("k", "n")))).containsExactly(Fate.CREATED);
    arrivedOnce();
  }

  @Test
  void aSourceThatBreaksOffForLongIsNoOutageOfTheDestination() throws Exception {
    FileHost.Page half =
        out -> {
          out.write(FileHost.head("200 OK", "Content-Length: " + FILE.length));
          out.write(FILE, 0, FILE.length / 2);
        };
    host.next(IntStream.range(0, 15).mapToObj(i -> half).toArray(FileHost.Page[]::new));
    try (Setup patient = setup(vendor.url(), "attempts", "20", "retryFor", "1h")) {
      assertThat(fates(patient.write(person("k", "n")))).containsExactly(Fate.CREATED);
    }
    arrivedOnce();
  }

  @Test
  void aSourceThatIsDownOrInNoStateIsTheEnvironmentsFault() {
    for (FileHost.Page page :
        List.of(
            FileHost.says("503 Unavailable", "Content-Length: 0"),
            FileHost.says("200 OK", "Content-Type: text/html", "Content-Length: 0"))) {
      try (Setup hasty = setup(vendor.url(), "attempts", "1", "retryFor", "100ms")) {
        host.next(page);
        MappedRecord record = person("k", "n");
        assertThatThrownBy(() -> hasty.write(record))
            .isInstanceOf(RetriableException.class)
            .hasMessageContaining(host.url() + "/files/n");
      } finally {
        assertThat(arrived).isEmpty();
      }
    }
  }

  @Test
  void aSourceThatLimitsUsIsWaitedFor() throws Exception {
    host.next(FileHost.says("429 Too Many Requests", "Content-Length: 0", "Retry-After: 1"));
    try (Setup hasty = setup(vendor.url(), "attempts", "1")) {
      assertThat(fates(hasty.write(person("k", "n")))).containsExactly(Fate.CREATED);
    }
    arrivedOnce();
  }

  @Test
  void whatItsServerDoesNotHaveRefusesItsRecordAlone() throws Exception {
    host.next(FileHost.says("404 Not Found", "Content-Length: 0"));
    List<Outcome> outcomes = setup.write(person("lost", "n"));
    assertThat(refusal(outcomes.get(0)).category()).isEqualTo("not-found");
    assertThat(refusal(outcomes.get(0)).reason())
        .contains("GET " + host.url() + "/files/n?of=…", "status 404");
    assertThat(fates(setup.write(person("k", "n")))).containsExactly(Fate.CREATED);
    arrivedOnce();
  }

  @Test
  void aValueThatCannotBeInItsUrlRefusesItsRecordAlone() throws Exception {
    List<Outcome> outcomes = setup.write(person("k", ".."));
    assertThat(refusal(outcomes.get(0)).reason()).contains("${field.name}", "dots only");
    assertThat(host.asked()).isEmpty();
  }

  @Test
  void credentialsThatItsServerRefusesEndTheRun() {
    for (String status : List.of("401 Unauthorized", "403 Forbidden")) {
      host.next(FileHost.says(status, "Content-Length: 0"));
      assertThatThrownBy(() -> setup.write(person("k", "n")))
          .isInstanceOf(FatalException.class)
          .hasMessageContaining(host.url());
    }
    assertThat(arrived).isEmpty();
  }

  @Test
  void noRedirectIsFollowedAndNobodyElseIsAsked() throws Exception {
    try (FileHost other = new FileHost(FileHost.file(FILE))) {
      host.next(FileHost.says("302 Found", "Location: " + other.url() + "/x", "Content-Length: 0"));
      assertThatThrownBy(() -> setup.write(person("k", "n")))
          .isInstanceOf(FatalException.class)
          .hasMessageContaining("the redirect 302");
      assertThat(other.asked()).isEmpty();
    }
    assertThat(arrived).isEmpty();
  }

  /** However large it is, the source is never far ahead of the destination. */
  @Test
  void aLargeFileIsStreamedAndNotHeld() throws Exception {
    long size = 128L << 20;
    AtomicLong given = new AtomicLong();
    AtomicLong lead = new AtomicLong();
    MessageDigest sent = MessageDigest.getInstance("SHA-1");
    host.next(out -> pour(out, size, given, sent));
    MessageDigest taken = MessageDigest.getInstance("SHA-1");
    Intake reader = exchange -> read(exchange, size, given, lead, taken);
    try (SandboxServer slow =
            SandboxServer.start(
                0, request -> Reply.json(201, Map.of("id", "1")), Weather.CLEAR, reader);
        Setup large = setup(slow.url(), "responseTimeout", "10s")) {
      Traffic traffic = new Traffic();
      assertThat(fates(large.write(List.of(person("k", "n")), traffic)))
          .containsExactly(Fate.CREATED);
      assertThat(traffic.sum().sentBytes()).isGreaterThan(size);
      assertThat(traffic.sum().receivedBytes()).isGreaterThan(size);
    }
    assertThat(given).hasValue(size);
    assertThat(lead.get()).as("bytes on their way").isLessThan(size / 4);
    assertThat(hex(taken)).isEqualTo(hex(sent));
  }

  private static void pour(OutputStream out, long size, AtomicLong given, MessageDigest digest)
      throws IOException {
    out.write(FileHost.head("200 OK", "Content-Length: " + size));
    byte[] piece = new byte[1 << 16];
    for (int i = 0; given.get() < size; i++) {
      piece[i % piece.length]++;
      digest.update(piece);
      out.write(piece);
      given.addAndGet(piece.length);
    }
  }

  /** Takes the file out of its form by what is known of its place. */
  private static Request read(
      HttpExchange exchange, long size, AtomicLong given, AtomicLong lead, MessageDigest digest)
      throws IOException {
    InputStream in = exchange.getRequestBody();
    long length = Long.parseLong(exchange.getRequestHeaders().getFirst("Content-Length"));
    String boundary =
        exchange.getRequestHeaders().getFirst("Content-Type").split("boundary=", 2)[1];
    int tail = ("\r\n--" + boundary + "--\r\n").length();
    in.readNBytes((int) (length - size - tail));
    byte[] piece = new byte[1 << 16];
    for (long left = size; left > 0; ) {
      int read = in.readNBytes(piece, 0, (int) Math.min(piece.length, left));
      digest.update(piece, 0, read);
      left -= read;
      lead.accumulateAndGet(given.get() - (size - left), Math::max);
    }
    in.readNBytes(tail);
    return Request.of(exchange, new byte[0]);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
