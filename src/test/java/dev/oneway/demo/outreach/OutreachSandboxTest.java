package dev.oneway.demo.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Weather;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox answers like Outreach. */
class OutreachSandboxTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private String token = "outreach-access-0";
  private OutreachSandbox outreach;

  @BeforeEach
  void open() throws IOException {
    outreach = OutreachSandbox.start(0, "s3cret", Weather.CLEAR);
  }

  @AfterEach
  void close() {
    outreach.close();
  }

  private HttpResponse<String> send(String method, String path, String attributes, String type)
      throws Exception {
    String body = "{\"data\":{\"type\":\"account\",\"attributes\":" + attributes + "}}";
    return client.send(
        HttpRequest.newBuilder(URI.create(outreach.url() + "/api/v2/accounts" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, String attributes)
      throws Exception {
    return send(method, path, attributes, "application/vnd.api+json");
  }

  @Test
  void anAccountIsMadeFoundAndChangedInPart() throws Exception {
    assertThat(send("POST", "", "{\"customId\":\"001A\",\"name\":\"Acme\"}").statusCode())
        .isEqualTo(201);
    assertThat(send("GET", "?filter%5BcustomId%5D=001X,001A", "{}").body())
        .contains("\"id\":1", "\"001A\"");
    assertThat(send("PATCH", "/1", "{\"name\":\"Acme 2\"}").statusCode()).isEqualTo(200);
    assertThat(outreach.accounts().all())
        .isEqualTo(Map.of(1L, Map.of("customId", "001A", "name", "Acme 2")));
  }

  @Test
  void refusalsAreJsonApis() throws Exception {
    outreach.accounts().create(Map.of("customId", "001A"));
    HttpResponse<String> twice = send("POST", "", "{\"customId\":\"001A\"}");
    assertThat(twice.statusCode()).isEqualTo(422);
    assertThat(twice.body()).contains("validationDuplicateValueError");
    assertThat(send("PATCH", "/1", "{\"name\":\" \"}").body())
        .contains("Name can't be blank.", "/data/attributes/name");
    assertThat(send("PATCH", "/2", "{\"name\":\"a\"}").statusCode()).isEqualTo(404);
    assertThat(send("POST", "", "{}", "application/json").statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> askForToken(String refreshToken) throws Exception {
    String form =
        "grant_type=refresh_token&client_id=a&client_secret=b&refresh_token=" + refreshToken;
    return client.send(
        HttpRequest.newBuilder(URI.create(outreach.tokenUrl()))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void anAccessTokenIsGivenForTheRefreshTokenAndEnds() throws Exception {
    assertThat(askForToken("other").statusCode()).isEqualTo(400);
    outreach.expireTokens();
    assertThat(send("GET", "", "{}").statusCode()).isEqualTo(401);
    HttpResponse<String> given = askForToken("s3cret");
    assertThat(given.body()).contains("\"expires_in\":7200", "\"refresh_token\":\"s3cret\"");
    token = (String) RecordJson.readRecord(given.body()).get("access_token");
    assertThat(send("GET", "", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void beyondItsLimitItSaysWhenToComeAgain() throws Exception {
    outreach.allow(1);
    assertThat(send("GET", "", "{}").headers().firstValue("X-RateLimit-Remaining")).contains("0");
    HttpResponse<String> refused = send("GET", "", "{}");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("rateLimitExceeded", "permitted rate limit of 1;");
    assertThat(refused.headers().firstValue("Retry-After").orElseThrow()).endsWith("Z");
  }
}
