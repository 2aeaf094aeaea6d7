package dev.oneway.ops.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.state.StateDatabase;
import dev.oneway.testing.LogLines;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in at the management port, what is refused, and what is kept of what was pressed. */
class ManagementPortTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String BEARER = "Authorization: Bearer " + OpenPort.TOKEN;

  private OpenPort port;

  private OpenPort open() {
    port = new OpenPort(Accounts.NONE, StateDatabase.SQLITE.shared());
    return port;
  }

  private OpenPort openWithCredentials() {
    port = new OpenPort(OpenPort.SOMEBODY, StateDatabase.SQLITE.shared());
    return port;
  }

  @AfterEach
  void close() {
    if (port != null) {
      port.close();
    }
  }

  private static String basic(String user, String password) {
    String pair = user + ":" + password;
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void onThisMachineEverybodyIsAnOperatorWhileNobodyIsNamed() {
    open();
    assertThat(port.request("GET /look"))
        .startsWith("HTTP/1.1 200")
        .contains("{\"who\":\"local\"}");
    assertThat(port.post("/press/this", "{\"a\": 1}", JSON)).contains("200 OK", "{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/look", "/", "/health", "/../../etc/passwd", "/api/%00", "/press/this"})
  void withCredentialsNothingIsFoundOutWithoutThem(String path) {
    openWithCredentials();
    assertThat(port.request("GET " + path))
        .startsWith("HTTP/1.1 401")
        .contains("WWW-Authenticate: Bearer", "WWW-Authenticate: Basic", "Say who you are");
    assertThat(port.request("DELETE " + path)).startsWith("HTTP/1.1 401");
    assertThat(port.post(path, "{}", JSON)).startsWith("HTTP/1.1 401");
  }

  @Test
  void aTokenAndAPasswordSayWhoSomebodyIs() {
    openWithCredentials();
    assertThat(port.request("GET /look", BEARER)).contains("{\"who\":\"prometheus\"}");
    assertThat(port.request("GET /look", basic("ann", OpenPort.PASSWORD)))
        .contains("{\"who\":\"ann\"}");
    assertThat(port.request("GET /look", basic("bob", OpenPort.PASSWORD))).contains(" 401 ");
    assertThat(port.request("GET /look", "Authorization: Basic " + OpenPort.TOKEN))
        .contains(" 401 ");
    assertThat(port.request("GET /look", BEARER, BEARER)).contains(" 401 ");
  }

  @Test
  void whoMayOnlyLookCantPress() {
    openWithCredentials();
    assertThat(port.post("/press/this", "{}", JSON, BEARER))
        .startsWith("HTTP/1.1 403")
        .contains("prometheus may look and not press");
    assertThat(port.post("/press/this", "{}", JSON, basic("ann", OpenPort.PASSWORD)))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void guessingIsStoppedAndKnowingHelpsOnlyAfterwards() {
    openWithCredentials();
    IntStream.range(0, 10)
        .forEach(
            i ->
                assertThat(port.request("GET /look", basic("ann", "guess" + i))).contains(" 401 "));
    assertThat(port.request("GET /look", basic("ann", OpenPort.PASSWORD)))
        .startsWith("HTTP/1.1 429")
        .contains("Retry-After: ");
  }

  @Test
  void anotherNameForThisMachineIsRefused() {
    open();
    assertThat(port.request("GET /look", "Host: evil.example.com")).startsWith("HTTP/1.1 421");
    assertThat(port.request("GET /look", "Host: 127.0.0.1.evil.example.com")).contains(" 421 ");
    assertThat(port.request("GET /look", "Host: ")).doesNotContain(" 200 ");
    assertThat(port.request("GET /look", "Host: localhost:1")).contains(" 200 ");
    assertThat(port.request("GET /look", "Host: [::1]:1")).contains(" 200 ");
    assertThat(port.request("GET /look", "Host: localhost", "Host: localhost")).contains(" 400 ");
  }

  @Test
  void whatCameThroughAProxyMustSayWhoItIs() {
    open();
    assertThat(port.request("GET /look", "X-Forwarded-For: 10.0.0.1")).startsWith("HTTP/1.1 403");
    port.close();
    openWithCredentials();
    assertThat(
            port.request("GET /look", "X-Forwarded-For: 10.0.0.1", "Host: ops.example.com", BEARER))
        .contains(" 200 ");
  }

  @Test
  void aPageOfAnotherSiteCantPress() {
    open();
    String own = "Origin: http://127.0.0.1:" + port.number();
    assertThat(port.post("/press/this", "{}", JSON, own)).contains(" 200 ");
    assertThat(port.post("/press/this", "{}", JSON, "Origin: http://evil.example.com"))
        .startsWith("HTTP/1.1 403");
    assertThat(port.post("/press/this", "{}", JSON, "Origin: null")).startsWith("HTTP/1.1 403");
    assertThat(port.post("/press/this", "{}", JSON, own, "Sec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 403");
    assertThat(port.post("/press/this", "a=1", "Content-Type: text/plain"))
        .startsWith("HTTP/1.1 415");
    assertThat(port.post("/press/this", "a=1")).startsWith("HTTP/1.1 415");
  }

  @Test
  void aPageOfAnotherSiteCanLeadHereAndTakeNothing() {
    open();
    String cross = "Sec-Fetch-Site: cross-site";
    assertThat(port.request("GET /look", cross, "Sec-Fetch-Mode: navigate")).contains(" 200 ");
    assertThat(port.request("GET /look", cross, "Sec-Fetch-Mode: no-cors")).contains(" 403 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"})
  void otherMethodsAreRefused(String method) {
    open();
    assertThat(port.request(method + " /look")).startsWith("HTTP/1.1 405");
  }

  @Test
  void headAnswersWithoutABody() {
    open();
    assertThat(port.request("HEAD /look")).startsWith("HTTP/1.1 200").doesNotContain("local");
  }

  @Test
  void everyAnswerTellsBrowsersToBeStrict() {
    open();
    for (String answer :
        new String[] {
          port.request("GET /look"), port.request("GET /nothing"), port.send("no request\r\n\r\n")
        }) {
      assertThat(answer)
          .contains(
              "Content-Security-Policy: default-src 'none'; script-src 'self'",
              "frame-ancestors 'none'",
              "X-Content-Type-Options: nosniff",
              "Cross-Origin-Resource-Policy: same-origin",
              "Cache-Control: no-store")
          .doesNotContain("unsafe-inline", "Access-Control");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/look/../look/nothing",
        "/%2e%2e/%2e%2e/application.properties",
        "/application.properties",
        "/look%00"
      })
  void unknownPathsLeakNothing(String path) {
    open();
    assertThat(port.request("GET " + path))
        .containsAnyOf("HTTP/1.1 404", "HTTP/1.1 400")
        .doesNotContain("<", "Exception", "oneway.state");
  }

  @Test
  void whatFailsInsideIsToldInTheLogAlone() {
    open();
    try (LogLines log = new LogLines(Desk.class.getName())) {
      assertThat(port.request("GET /fails"))
          .startsWith("HTTP/1.1 500")
          .doesNotContain("secret", "Exception");
      // The port may be asking itself for its pages meanwhile.
      assertThat(log.next())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).contains("GET /fails failed"));
    }
  }

  @Test
  void whatIsTooLargeIsRefused() {
    open();
    assertThat(port.post("/press/this", "\"" + "x".repeat(70_000) + "\"", JSON))
        .startsWith("HTTP/1.1 413");
    assertThat(port.request("GET /look", "X-Long: " + "x".repeat(20_000))).contains(" 431 ");
    assertThat(port.request("GET /" + "x".repeat(20_000))).contains(" 414 ");
    assertThat(
            port.send(
                "POST /press/this HTTP/1.1\r\nHost: localhost\r\n"
                    + JSON
                    + "\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void whoDoesntFinishARequestIsHungUpOn() {
    open();
    assertThat(port.send("GET /look HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).isEmpty();
  }

  @Test
  void aBodyThatIsNoObjectIsRefused() {
    open();
    assertThat(port.post("/press/this", "[1]", JSON)).contains(" 400 ", "must be a JSON object");
    assertThat(port.post("/press/this", "{", JSON)).contains(" 400 ");
    assertThat(port.post("/press/this", "[".repeat(60_000), JSON)).contains(" 400 ");
  }

  @Test
  void whatSomebodyPressedIsKeptWithWhatCameOfIt() {
    openWithCredentials();
    port.post("/press/this", "{}", JSON, basic("ann", OpenPort.PASSWORD));
    port.post("/press/nothing", "{}", JSON, basic("ann", OpenPort.PASSWORD));
    port.post("/press/this", "{}", JSON, BEARER);
    assertThat(port.audit.latest(Long.MAX_VALUE, 2))
        .extracting(AuditEntry::who, AuditEntry::action, AuditEntry::target, AuditEntry::result)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "ann", "press", "/press/nothing", Optional.of("refused: There is no such thing.")),
            org.assertj.core.api.Assertions.tuple(
                "ann", "press", "/press/this", Optional.of("done")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void itBindsElsewhereOnlyWithCredentials(String host) {
    assertThatThrownBy(() -> new PortOptions(host, 0, Accounts.NONE, Optional.empty()))
        .hasMessageStartingWith("oneway.management.host: `" + host + "` can be reached")
        .hasMessageContaining("oneway.management.access.NAME.token");
    assertThat(new PortOptions(host, 0, OpenPort.SOMEBODY, Optional.empty()).isOpenToOthers())
        .isTrue();
  }

  @Test
  void aPortThatIsTakenIsTold() {
    open();
    PortOptions same = new PortOptions("127.0.0.1", port.number(), Accounts.NONE, Optional.empty());
    try (ManagementPort second =
        new ManagementPort(
            same,
            port.audit,
            new dev.oneway.state.StatePulse(StateDatabase.SQLITE.shared()),
            java.util.List.of())) {
      assertThatThrownBy(second::open)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is taken by another program");
      assertThat(second.port()).isZero();
    }
  }
}
