package dev.oneway.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneway.fault.NotConfiguredException;
import dev.oneway.testing.LogLines;
import dev.oneway.webhook.WebhookServer;
import dev.oneway.webhook.request.WebhookRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real requests to real routes. */
class SignatureRouteTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String REFUSED = "{\"error\":\"the signature isn't accepted\"}";

  @TempDir private static Path folder;
  private static WebhookServer server;

  static List<SignedExample> examples() {
    return SignedExample.ALL;
  }

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> settings = new TreeMap<>();
    examples().forEach(e -> settings.put("oneway.webhook." + e.scheme() + ".secret", e.secret()));
    Path file = Files.writeString(folder.resolve("secret"), "s3cret\n");
    settings.put("oneway.webhook.other.secretFile", file.toString());
    settings.put("oneway.webhook.named.secret", "s3cret");
    settings.put("oneway.webhook.unset.secret", "{{env:ONEWAY_NO_SUCH_VARIABLE}}");
    server = new WebhookServer(settings);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void beginAnew() {
    server.speak(HttpClient.Version.HTTP_1_1);
    var unused = server.received();
  }

  /** The headers a sender adds to a request with this body. */
  private Map<String, String> signed(String scheme, String path, byte[] body) {
    Map<String, String> headers = new TreeMap<>();
    if (scheme.equals("standard")) {
      headers.put("webhook-id", "msg_1");
    } else if (scheme.equals("bamboohr")) {
      headers.put("X-BambooHR-Timestamp", "2026-01-05T08:00:00+00:00");
    }
    Signer signer =
        Signer.of(scheme, List.of(SignedExample.of(scheme).secret()), InstantSource.system());
    headers.putAll(signer.sign(WebhookRequest.to(server.uri(path), "POST", headers, body)));
    return headers;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void whatIsGenuineGoesOnByteForByte(SignedExample example) throws Exception {
    String in = server.route("signature:" + example.scheme());
    byte[] body = new byte[10_000];
    new Random(1).nextBytes(body);
    String path = in + "?a=x%3Ay&b=%20";
    assertThat(
            server
                .post(path, body, WebhookServer.flat(signed(example.scheme(), path, body)))
                .statusCode())
        .isEqualTo(200);
    assertThat(server.received()).containsExactly(body);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void whatIsntGenuineIsAnsweredAndEndsTheRoute(SignedExample example) throws Exception {
    String in = server.route("signature:" + example.scheme());
    byte[] body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = signed(example.scheme(), in, body);
    headers.put("Authorization", "Bearer x");
    headers.put("X-Echo", "x");
    HttpResponse<String> answer = server.post(in, "{\"id\":2}", WebhookServer.flat(headers));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo(REFUSED);
    assertThat(answer.headers().map()).containsOnlyKeys("content-type", "content-length");
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(server.post(in, body).body()).isEqualTo(REFUSED);
    assertThat(server.received()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aFormIsCheckedAndHandedOnAsItArrived(HttpClient.Version version) throws Exception {
    server.speak(version);
    String in = server.route("signature:slack");
    String form = "payload=%7B%22a%22%3A1%7D&b=+x&b=%2b&empty=&ü";
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = signed("slack", in, body);
    headers.put("Content-Type", FORM);
    assertThat(server.post(in, body, WebhookServer.flat(headers)).statusCode()).isEqualTo(200);
    headers.put("Content-Type", "APPLICATION/x-www-form-urlencoded; charset=UTF-8");
    assertThat(server.post(in, body, WebhookServer.flat(headers)).statusCode()).isEqualTo(200);
    assertThat(server.received()).containsExactly(body, body);
    assertThat(
            server.post(in, form.replace("%2b", "%2B"), WebhookServer.flat(headers)).statusCode())
        .isEqualTo(401);
  }

  /** Vert.x takes a form's field of at most 8192 bytes; Slack's are longer. */
  @Test
  void aFormMayHaveAFieldOfAnyLength() throws Exception {
    String in = server.route("signature:slack");
    String payload =
        URLEncoder.encode("{\"text\":\"" + "ä".repeat(50_000) + "\"}", StandardCharsets.UTF_8);
    byte[] body = ("payload=" + payload).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = signed("slack", in, body);
    headers.put("Content-Type", FORM);
    assertThat(server.post(in, body, WebhookServer.flat(headers)).statusCode()).isEqualTo(200);
    assertThat(server.received()).containsExactly(body);
  }

  @Test
  void aQueryParameterIsNoHeader() throws Exception {
    String in = server.route("signature:github");
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    String signature = signed("github", in, body).get("X-Hub-Signature-256");
    assertThat(server.post(in + "?X-Hub-Signature-256=" + signature, body).statusCode())
        .isEqualTo(401);
    assertThat(
            server
                .post(in + "?X-Hub-Signature-256=x", body, "X-Hub-Signature-256", signature)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aHeaderThatComesTwiceIsRefused() throws Exception {
    String in = server.route("signature:github");
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    String signature = signed("github", in, body).get("X-Hub-Signature-256");
    String header = "X-Hub-Signature-256";
    assertThat(server.post(in, body, header, signature, header, "sha256=00").statusCode())
        .isEqualTo(401);
    assertThat(server.post(in, body, header, signature, header, signature).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aMultipartBodyIsRefused() throws Exception {
    String in = server.route("signature:github");
    byte[] empty = new byte[0];
    String body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n";
    assertThat(
            server
                .post(
                    in,
                    body,
                    "Content-Type",
                    "multipart/form-data; boundary=x",
                    "X-Hub-Signature-256",
                    signed("github", in, empty).get("X-Hub-Signature-256"))
                .statusCode())
        .isEqualTo(401);
    assertThat(server.received()).isEmpty();
  }

  @Test
  void anEmptyBodyCanBeSigned() throws Exception {
    String in = server.route("signature:github");
    byte[] empty = new byte[0];
    assertThat(server.post(in, empty, WebhookServer.flat(signed("github", in, empty))).statusCode())
        .isEqualTo(200);
    assertThat(server.received()).containsExactly(empty);
  }

  @Test
  void behindAProxyTheUrlIsTheOneTheSenderCalls() throws Exception {
    String in =
        server.route("signature:hubspot?publicUrl=https://hooks.example.com/webhooks/hubspot");
    byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
    Signer signer = Signer.of("hubspot", List.of("s3cret"), InstantSource.system());
    WebhookRequest outside =
        WebhookRequest.to(
            URI.create("https://hooks.example.com/webhooks/hubspot?a=%2F"), "POST", Map.of(), body);
    String[] headers = WebhookServer.flat(signer.sign(outside));
    assertThat(server.post(in + "?a=%2F", body, headers).statusCode()).isEqualTo(200);
    assertThat(server.post(in + "?a=%2C", body, headers).statusCode()).isEqualTo(401);
  }

  @Test
  void theSecretsAreThoseOfTheNamedSettings() throws Exception {
    String in =
        server.route(
            "signature:hmac?secrets=named&header=X-Sig&prefix=RAW(v0:)&timestampHeader=X-Time&signed=RAW(${timestamp}+${body})&tolerance=1h");
    Scheme scheme =
        new HmacOptions(
                Map.of(
                    "header", "X-Sig",
                    "prefix", "v0:",
                    "timestampHeader", "X-Time",
                    "signed", "${timestamp}+${body}"))
            .scheme();
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    InstantSource late = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-59));
    Map<String, String> headers =
        new Signer(scheme, List.of("s3cret"), late)
            .sign(WebhookRequest.to(server.uri(in), "POST", Map.of(), body));
    assertThat(server.post(in, body, WebhookServer.flat(headers)).statusCode()).isEqualTo(200);
  }

  @Test
  void whileTheSecretsCantBeReadTheSenderIsToldToComeBack() throws Exception {
    String in = server.route("signature:github?secrets=other");
    Path file = folder.resolve("secret");
    Files.delete(file); // which no other test needs
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    String[] headers = WebhookServer.flat(signed("github", in, body));
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = server.post(in, body, headers);
              assertThat(answer.statusCode()).isEqualTo(503);
              assertThat(answer.headers().firstValue("retry-after")).contains("60");
              assertThat(answer.body()).isEqualTo("{\"error\":\"try again later\"}");
            });
  }

  @Test
  void operatorsAreToldWhoseSecretsTheyAre() throws Exception {
    String in = server.route("signature:github?secrets=named");
    try (LogLines log = new LogLines("dev.oneway.webhook")) {
      server.post(in, "b0dy", "X-Hub-Signature-256", "sha256=abcd");
      assertThat(log.next())
          .singleElement()
          .asString()
          .startsWith("WARN signature:github?secrets=named refused a request");
    }
  }

  @Test
  void operatorsAreToldOnceAMinuteAndNothingOfTheRequest() throws Exception {
    String in = server.route("signature:github");
    try (LogLines log = new LogLines("dev.oneway.webhook")) {
      for (int i = 0; i < 20; i++) {
        server.post(in, "b0dy", "X-Hub-Signature-256", "sha256=abcd");
      }
      assertThat(log.all())
          .containsExactly(
              "WARN signature:github refused a request: of 1 signatures none is made with one of 1 secrets over what arrived. Either it comes from somebody else, or its sender has another secret, or another time.");
    }
  }

  @Test
  void aRouteThatBeginsOtherwiseIsTold() throws Exception {
    server.load(
        """
        - route:
            from:
              uri: direct:flow
              steps:
                - to: signature:github
        """);
    assertThat(
            server.context().createProducerTemplate().send("direct:flow", e -> {}).getException())
        .hasMessage(
            "this step finds no HTTP request in the exchange. Begin its route with platform-http:.");
  }

  private String faultOf(String uri) {
    try {
      server.context().getEndpoint(uri);
      throw new AssertionError(uri + " is taken");
    } catch (ResolveEndpointFailedException e) {
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "signature:githup|signature:githup is unknown. Did you mean `github`? It is one of standard, github, stripe, slack, hubspot, shopify, greenhouse, bamboohr, segment, bearer, hmac.",
        "signature:github?secret=RAW(x)|signature: has no option secret. Did you mean `secrets`? Its options are secrets, tolerance, publicUrl, header, algorithm, encoding, prefix, separator, signed, timestampHeader, timestampPrefix, timestampUnit, secretEncoding. A secret belongs into the settings oneway.webhook.NAME.*, and secrets names NAME.",
        "signature:github?tolerance=5m|tolerance is of no use: signature:github doesn't say when a request was sent. Remove it.",
        "signature:slack?tolerance=0s|tolerance is at least 1s and at most 24h.",
        "signature:slack?tolerance=25h|tolerance is at least 1s and at most 24h.",
        "signature:slack?tolerance=5|tolerance is `5`, which is no time. Write a number and its unit, as in tolerance=10s.",
        "signature:slack?publicUrl=https://a/b|publicUrl is of no use: signature:slack doesn't sign the URL. Remove it.",
        "signature:hubspot?publicUrl=a/b|publicUrl is the URL the sender calls, without a query, as in publicUrl=https://hooks.example.com/webhooks/hubspot.",
        "signature:github?header=X&algorithm=sha1|signature:github knows how it is signed, and algorithm, header can't change that. Remove what is of no use, or use signature:hmac.",
        "signature:hmac|signature:hmac needs header, the header that carries the signature, as in header=X-Signature."
      })
  void whatCantBeIsToldBeforeAnythingRuns(String uri, String message) {
    assertThat(faultOf(uri)).endsWith(" due to: " + message);
  }

  @ParameterizedTest
  @CsvSource({"nobody", "unset"})
  void withoutASecretTheFlowIsntConfigured(String name) {
    assertThatThrownBy(() -> server.context().getEndpoint("signature:github?secrets=" + name))
        .hasRootCauseInstanceOf(NotConfiguredException.class)
        .hasRootCauseMessage("not configured: set oneway.webhook." + name + ".secret");
  }
}
