package dev.oneway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.state.StateDatabase;
import dev.oneway.testing.LogLines;
import dev.oneway.testing.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A scan of the management port with what people try: once as somebody who is let in nowhere, once
 * as somebody who may press. Walks over every address that is laid out. Who must say who they are
 * is asked on loopback as anywhere else, so that this needn't bind another address.
 */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class HostileScanTest {
  private static final String TOKEN = "s3cret-token-nobody-guesses";
  private static final String PASSWORD = "s3cret-word";
  private static final String OPERATOR =
      "Authorization: Basic "
          + Base64.getEncoder().encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8))
          + "\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";

  /** In place of a name in a path, and as a value of the query. */
  private static final List<String> NAMES =
      List.of(
          "..%2f..%2f..%2fetc%2fpasswd",
          "%2e%2e%2f%2e%2e%2fapplication.properties",
          "..%5c..%5capplication.properties",
          "..;%2fapplication.properties",
          "%252e%252e%252fapplication.properties",
          "%00",
          "x%00.html",
          "%0d%0aX-Injected:%20yes",
          "%u0000",
          "%zz",
          "%ff%fe",
          "%ed%a0%80",
          "%c0%ae%c0%ae%c0%afetc",
          "'%20OR%20'1'='1",
          "x';DROP%20TABLE%20run;--",
          "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
          "$%7Bjndi:ldap:%2F%2Flocalhost%2Fx%7D",
          "%7B%7Benv:HOME%7D%7D",
          "%25s%25n",
          "-1",
          "99999999999999999999",
          "a".repeat(8_000));

  private static final List<String> PATHS =
      List.of(
          "/../../etc/passwd",
          "/..%2f..%2fetc/passwd",
          "/%2e%2e/%2e%2e/application.properties",
          "/api/../../application.properties",
          "/api/..;/..;/application.properties",
          "//etc/passwd",
          "///application.properties",
          "/application.properties",
          "/data/oneway.db",
          "/WEB-INF/web.xml",
          "/META-INF/maven/dev.oneway/oneway/pom.properties",
          "/META-INF/resources/webjars/../../../application.properties",
          "/webjars/..%2f..%2f..%2fapplication.properties",
          "/webjars/htm/../../../dev/oneway/Main.class",
          "/dev/oneway/Main.class",
          "/dev/oneway/state/migration/V1__the_books.sql",
          "/assets/%2e%2e/%2e%2e/application.properties",
          "/static/..%5c..%5capplication.properties",
          "/.git/config",
          "/.env",
          "/actuator/env",
          "/observe/info",
          "/jolokia/list",
          "/console",
          "/api/flows/%00",
          "/%00",
          "/%",
          "/%zz",
          "/?%00=%00",
          "/api/runs?limit=%00",
          "/api/runs;jsessionid=1",
          "*",
          "http://169.254.169.254/latest/meta-data/",
          "/" + "../".repeat(2_000) + "etc/passwd");

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "X");

  private static final List<String> BODIES =
      List.of(
          "",
          "null",
          "[]",
          "\"x\"",
          "{",
          "{\"run\": \"\\u0000\"}",
          "{\"run\": \"\\ud800\"}",
          "{\"run\": \"x'; DROP TABLE run;--\"}",
          "{\"run\": {\"$binary\": \"AAAA\"}}",
          "{\"run\": 1e999999999}",
          "{\"run\": " + "9".repeat(5_000) + "}",
          "{\"run\": \"" + "x".repeat(60_000) + "\"}",
          "{\"@class\": \"java.lang.Runtime\", \"run\": [[\"java.lang.Runtime\"]]}",
          "{\"run\": \"a\", \"run\": \"b\"}",
          "{\"run\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}",
          "{\"\\u0000\": \"\\u0000\", \"flow\": \"\\u0000\", \"category\": \"\\u0000\"}",
          "\u00ff\u00fe\u0000{",
          "run=x&flow=y");

  /** What no answer may hold: traces, statements, places of this machine, secrets, files. */
  private static final List<String> LEAKS =
      List.of(
          "Exception",
          "\tat ",
          "java.",
          "dev.oneway",
          "SELECT ",
          "jdbc:",
          "s3cret",
          "\nX-Injected:",
          "root:",
          "CREATE TABLE",
          "SQLITE",
          "PSQL",
          "oneway.state");

  private static OpsHouse house;
  private static String folder;

  HostileScanTest(StateDatabase database) {
    assertThat(database).isNotNull(); // given to what opens the house
  }

  @BeforeParameterizedClassInvocation
  static void open(StateDatabase database) throws IOException {
    Path home = Files.createTempDirectory("oneway-scan");
    folder = home.toString();
    house = new OpsHouse(home);
    house
        .home
        .set("oneway.state.url", database.newUrl(home))
        .set("oneway.state.user", "postgres")
        .set("oneway.state.password", "postgres")
        .set("oneway.management.access.prometheus.token", TOKEN)
        .set("oneway.management.access.ann.password", PASSWORD)
        .set("oneway.management.access.ann.role", "operator");
    house.start();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    house.close();
  }

  private static String send(String bytes) {
    return RawHttp.send(house.application().managementPort(), bytes);
  }

  private static String ask(String method, String path, String headers, String body) {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    return send(
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + headers
            + length
            + "\r\n"
            + body);
  }

  private static List<String> addresses() {
    List<String> all = house.application().managementAddresses();
    assertThat(all).contains("GET /health/live", "POST /api/flows/:flow/run");
    return all;
  }

  private static Stream<String> paths() {
    return addresses().stream().map(address -> address.split(" ", 2)[1]).distinct();
  }

  private static String with(String path, String name) {
    return path.replaceAll(":\\w+", java.util.regex.Matcher.quoteReplacement(name));
  }

  private static void assertLeaksNothing(String request, String answer) {
    assertThat(answer).as(request).doesNotContain(LEAKS);
    assertThat(answer).as(request).doesNotStartWith("HTTP/1.1 5");
  }

  private static void assertAlive() {
    assertThat(ask("GET", "/health/ready", OPERATOR, "")).startsWith("HTTP/1.1 200");
  }

  @Test
  void whoDoesntSayWhoTheyAreLearnsNothingNotEvenWhatThereIs() {
    String nothing = ask("GET", "/there-is-no-such-thing", "", "");
    assertThat(nothing).startsWith("HTTP/1.1 401").endsWith("{\"error\":\"Say who you are.\"}\n");
    for (String method : METHODS) {
      String expected = ask(method, "/there-is-no-such-thing", "", "");
      assertThat(expected).as(method).startsWith("HTTP/1.1 401");
      paths()
          .forEach(
              path ->
                  assertThat(ask(method, with(path, "x"), JSON, method.equals("POST") ? "{}" : ""))
                      .as(method + " " + path)
                      .isEqualTo(expected));
    }
    for (String path : PATHS) {
      String answer = ask("GET", path, "", "");
      assertThat(answer).as(path).containsPattern("^HTTP/1.1 (400|401|414) |^$|^cut off$");
      assertLeaksNothing(path, answer);
      assertThat(answer).as(path).doesNotContain(folder);
    }
    assertAlive();
  }

  @Test
  void whoClaimsToBeSomebodyIsntBelieved() {
    for (String claim :
        List.of(
            "Authorization: Basic Og==",
            "Authorization: Bearer null",
            "Authorization: " + "x".repeat(10_000),
            "X-Forwarded-User: ann",
            "X-Original-URL: /health/live",
            "X-Rewrite-URL: /health/live",
            "X-HTTP-Method-Override: GET",
            "Cookie: account=ann; session=1",
            "Proxy-Authorization: Bearer " + TOKEN,
            "Authorization: Bearer " + TOKEN + "\r\nAuthorization: Bearer " + TOKEN)) {
      assertThat(ask("GET", "/api/audit", claim + "\r\n", ""))
          .as(claim)
          .startsWith("HTTP/1.1 401")
          .doesNotContain(LEAKS);
    }
    assertAlive();
  }

  @Test
  void whatIsNoRequestIsRefusedAndNothingBehindItIsTakenForOne() {
    String behind = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n" + OPERATOR + "\r\n";
    String post =
        "POST /api/flows/x/run HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + OPERATOR
            + JSON;
    for (String request :
        List.of(
            post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + behind,
            post + "Content-Length: 2\r\nContent-Length: 99\r\n\r\n{}" + behind,
            post + "Content-Length: -1\r\n\r\n" + behind,
            post + "Content-Length: +2\r\n\r\n{}" + behind,
            post + "Content-Length: 0x2\r\n\r\n{}" + behind,
            post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" + behind,
            post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + behind,
            "GET /health/live HTTP/1.1\r\nConnection: close\r\n" + OPERATOR + "\r\n",
            "GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n"
                + OPERATOR
                + "\r\n",
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-\u0000: y\r\n" + OPERATOR + "\r\n",
            "GET /health/live HTTP/9.9\r\nHost: localhost\r\n" + OPERATOR + "\r\n",
            "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
            "\u0000\u0000\u0000\u0000\r\n\r\n")) {
      String answer = send(request);
      assertThat(answer)
          .as(request)
          .doesNotContain("\"up\"")
          .containsPattern("^HTTP/\\d.\\d (400|401|414|431|501|505) |^$|^cut off$");
      assertLeaksNothing(request, answer);
    }
    assertAlive();
  }

  @Test
  void whoMayPressFindsNothingButWhatIsLaidOut() {
    try (LogLines log = new LogLines("dev.oneway.ops.port")) {
      for (String path : PATHS) {
        String answer = ask("GET", path, OPERATOR, "");
        assertThat(answer).as(path).doesNotContain("\"runs\"", "\"flows\"");
        assertLeaksNothing(path, answer);
      }
      for (String address : addresses()) {
        String method = address.split(" ", 2)[0];
        String path = address.split(" ", 2)[1];
        for (String name : NAMES) {
          String hostile =
              path.contains(":") ? with(path, name) : path + "?flow=" + name + "&" + name + "=1";
          String answer =
              ask(method, hostile, OPERATOR + JSON, method.equals("POST") ? "{\"run\":\"x\"}" : "");
          assertLeaksNothing(method + " " + hostile, answer);
          if (method.equals("POST") && path.contains(":")) {
            assertThat(answer).as(hostile).containsPattern("^HTTP/1.1 (400|404|409|414) ");
          }
        }
      }
      assertThat(log.next()).isEmpty();
    }
    assertAlive();
  }

  @Test
  void whateverIsPressedWithIsReadAsWhatItIs() {
    try (LogLines log = new LogLines("dev.oneway.ops.port")) {
      addresses().stream()
          .filter(address -> address.startsWith("POST ") && !address.endsWith("/run"))
          .map(address -> with(address.substring("POST ".length()), OpsHouse.PEOPLE))
          .forEach(
              path -> {
                for (String body : BODIES) {
                  String answer = ask("POST", path, OPERATOR + JSON, body);
                  assertLeaksNothing("POST " + path + " " + body, answer);
                  assertThat(answer).as(path + " " + body).containsPattern("^HTTP/1.1 [24]");
                }
                assertThat(ask("POST", path, OPERATOR, "{}")).startsWith("HTTP/1.1 415");
                assertThat(
                        ask("POST", path, OPERATOR + JSON + "Origin: https://evil.test\r\n", "{}"))
                    .startsWith("HTTP/1.1 403");
              });
      assertThat(log.next()).isEmpty();
    }
    assertAlive();
  }
}
