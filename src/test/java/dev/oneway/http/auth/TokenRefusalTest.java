package dev.oneway.http.auth;

import static dev.oneway.http.auth.TokenServer.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a token endpoint's answers that hold no token. */
class TokenRefusalTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Weather weather = Weather.CLEAR;
  private TokenServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TokenServer(this::carry).clientCredentials().set("scope", "read");
  }

  private void carry(HttpExchange exchange, Request request, Vendor vendor) throws IOException {
    weather.carry(exchange, request, vendor);
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.close();
  }

  private static Reply html(int status) {
    return Reply.text(status, "<html><h1>Hello s3cret-client</h1></html>");
  }

  private void fails(FailureCategory category, Reply reply, String... words) {
    server.then(reply);
    assertThatThrownBy(() -> signed(server.auth()))
        .isInstanceOfSatisfying(
            RetriableException.class, e -> assertThat(e.category()).isEqualTo(category))
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("s3cret");
  }

  private void refuses(FailureCategory category, Reply reply, String message) {
    server.then(reply);
    assertThatThrownBy(() -> signed(server.auth()))
        .isInstanceOfSatisfying(
            FatalException.class, e -> assertThat(e.category()).contains(category))
        .message()
        .endsWith(message)
        .startsWith("POST http://localhost:")
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | invalid_client | Check oneway.auth.x.clientId and oneway.auth.x.clientSecret.",
        "401 | invalid_client | Check oneway.auth.x.clientId and oneway.auth.x.clientSecret.",
        "400 | unauthorized_client | Check oneway.auth.x.clientId and oneway.auth.x.clientSecret.",
        "400 | invalid_grant | Check oneway.auth.x.clientId and oneway.auth.x.clientSecret.",
        "400 | invalid_scope | Check oneway.auth.x.scope.",
        "400 | invalid_target | Check oneway.auth.x.audience.",
        "400 | unsupported_grant_type | Check oneway.auth.x.type and oneway.auth.x.tokenUrl.",
        "400 | invalid_request | Check the settings oneway.auth.x.*.",
        "403 | access_denied | Check the settings oneway.auth.x.*.",
        "200 | invalid_auth | Check the settings oneway.auth.x.*."
      })
  void anErrorOfTheStandardNamesTheSettingsToCheck(int status, String code, String remedy) {
    refuses(
        FailureCategory.UNAUTHORIZED,
        Reply.json(
            status, Map.of("error", code, "error_description", "no\n s3cret-client,\tsorry")),
        "/oauth/token?tenant=… was answered with status %d: %s: no ***, sorry. %s"
            .formatted(status, code, remedy));
  }

  @Test
  void anUnusableRefreshTokenAsksForANewOne() {
    server.set("type", "refresh-token").set("refreshToken", "s3cret-r0").unset("scope");
    refuses(
        FailureCategory.UNAUTHORIZED,
        Reply.json(400, Map.of("error", "invalid_grant")),
        ": invalid_grant. Authorise Oneway with the vendor anew and put the refresh token into oneway.auth.x.refreshToken: it may have expired, been revoked, or been used by another program.");
  }

  @Test
  void anErrorOfAVendorsOwnIsARefusalToo() {
    refuses(
        FailureCategory.UNAUTHORIZED,
        Reply.json(400, Map.of("status", "BAD_CLIENT_ID", "message", "missing or unknown client")),
        ": missing or unknown client. Check the settings oneway.auth.x.*.");
    refuses(
        FailureCategory.UNAUTHORIZED,
        Reply.empty(401),
        "status 401. Check the settings oneway.auth.x.*.");
  }

  @ParameterizedTest
  @CsvSource({"301", "302", "303", "307", "308", "404", "405", "410"})
  void aWrongUrlIsToldAndARedirectIsNotFollowed(int status) {
    refuses(
        FailureCategory.NOT_FOUND,
        html(status).with("Location", "/oauth/token"),
        "status " + status + ". Check oneway.auth.x.tokenUrl.");
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "429, RATE_LIMITED",
    "408, TIMEOUT",
    "425, UNAVAILABLE",
    "500, UNAVAILABLE",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE"
  })
  void whatMayHealIsTriedAgainLater(int status, FailureCategory category) {
    fails(category, html(status), "status " + status + ": Hello ***");
    fails(category, Reply.json(status, Map.of("error", "invalid_client")), "status " + status);
  }

  @Test
  void itSaysHowLongToWait() {
    server.then(Reply.empty(429).with("Retry-After", "30"));
    assertThatThrownBy(() -> signed(server.auth()))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @CsvSource({"temporarily_unavailable", "server_error"})
  void anErrorThatPassesIsTriedAgainLater(String code) {
    fails(FailureCategory.UNAVAILABLE, Reply.json(400, Map.of("error", code)), code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | <html>s3cret-client</html>",
        "400 | <html>s3cret-client</html>",
        "403 | <html>s3cret-client</html>",
        "200 | {\"access_token\":\"s3cret-9\",",
        "200 | {\"token_type\":\"Bearer\"}",
        "200 | {\"access_token\":null}",
        "200 | {\"access_token\":{\"s3cret\":1}}",
        "200 | [\"s3cret-9\"]",
        "200 | \"s3cret-9\"",
        "204 |"
      })
  void anAnswerThatCantBeUnderstoodIsTriedAgainLater(int status, String body) {
    Reply reply = body == null ? Reply.empty(status) : Reply.text(status, body);
    fails(
        FailureCategory.UNEXPECTED_ANSWER,
        reply,
        "status " + status + ", without an access_token and without an error");
  }

  @ParameterizedTest
  @CsvSource({"'s3cret\nX-Evil: 1'", "s3crét", "' '"})
  void aTokenThatNoHeaderHoldsIsNotUsed(String token) {
    fails(
        FailureCategory.UNEXPECTED_ANSWER,
        Reply.json(200, Map.of("access_token", token)),
        "gave a token that no header can hold");
  }

  @Test
  void aTokenThatNeedsMoreThanItselfIsRefused() {
    server.answer.put("token_type", "DPoP");
    assertThatThrownBy(() -> signed(server.auth()))
        .isInstanceOf(FatalException.class)
        .message()
        .endsWith(
            "gave a token of type DPoP, and only bearer tokens can be used. Have the vendor give those to the settings oneway.auth.x.*.");
  }

  @ParameterizedTest
  @CsvSource({"bearer", "BEARER", "bot", "''"})
  void anyOtherTokenIsSentAsABearerToken(String type) throws Exception {
    server.answer.put("token_type", type);
    assertThat(TokenServer.authorization(server.auth())).isEqualTo("Bearer s3cret-1");
  }

  @Test
  void anEndpointThatDoesNotAnswerIsATimeout() {
    weather =
        (exchange, request, vendor) -> {
          try {
            var unused = end.await(1, TimeUnit.MINUTES);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    assertThatThrownBy(() -> signed(server.auth()))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.TIMEOUT));
  }

  @Test
  void anAnswerThatBreaksOffIsTriedAgainLater() {
    weather =
        (exchange, request, vendor) -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("{\"access_".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
        };
    assertThatThrownBy(() -> signed(server.auth())).isInstanceOf(RetriableException.class);
  }

  @Test
  void anEndpointThatIsDownIsUnavailable() {
    server.close();
    assertThatThrownBy(() -> signed(server.auth()))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.UNAVAILABLE))
        .hasMessageNotContaining("s3cret");
  }
}
