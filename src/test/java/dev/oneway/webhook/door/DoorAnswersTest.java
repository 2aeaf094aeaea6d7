package dev.oneway.webhook.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.RetriableException;
import dev.oneway.testing.LogLines;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders are told, and what they are not. */
class DoorAnswersTest {
  private static OpenDoor with(Processor step) throws Exception {
    return OpenDoor.start(DoorLimits.DEFAULT, OpenDoor.TIMES, step);
  }

  private static OpenDoor routes(String... uris) throws Exception {
    return OpenDoor.start(
        new RouteBuilder() {
          @Override
          public void configure() {
            for (String uri : uris) {
              from(uri).setBody(constant(uri));
            }
          }
        });
  }

  @Test
  void nothingOfARequestIsSentBack() throws Exception {
    try (OpenDoor door = with(exchange -> {})) {
      HttpResponse<String> answer =
          door.send(
              door.request("/in?Location=http://evil.example.com&X-Query=1")
                  .header("Authorization", "Bearer secret")
                  .header("Cookie", "session=secret")
                  .header("Content-Type", "text/html")
                  .header("Location", "http://evil.example.com")
                  .header("Retry-After", "100000")
                  .header("CamelHttpResponseCode", "302")
                  .header("X-Own", "secret")
                  .POST(BodyPublishers.ofString("<script>alert(1)</script>")));

      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().map()).isEmpty();
    }
  }

  @Test
  void aRouteSaysStatusTypePlaceAndWaitAndNothingElse() throws Exception {
    Processor step =
        exchange -> {
          exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
          exchange.getMessage().setHeader("Content-Type", "application/json");
          exchange.getMessage().setHeader("Location", "/events/1\r\nX-Injected: 1");
          exchange.getMessage().setHeader("Retry-After", 7);
          exchange.getMessage().setHeader("Server", "Camel");
          exchange.getMessage().setHeader("X-Internal", "secret");
          exchange.getMessage().setBody("{\"accepted\":1}");
        };
    try (OpenDoor door = with(step)) {
      HttpResponse<String> answer = door.post("/in", "{}");

      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).isEqualTo("{\"accepted\":1}");
      assertThat(answer.headers().map())
          .containsOnlyKeys("content-type", "content-length", "location", "retry-after")
          .containsEntry("retry-after", List.of("7"))
          .containsEntry("location", List.of("/events/1  X-Injected: 1"));
    }
  }

  @Test
  void recordsARouteLeavesBehindAreNoAnswer() throws Exception {
    try (OpenDoor door =
        with(exchange -> exchange.getMessage().setBody(List.of(Map.of("salary", 1))))) {
      assertThat(door.post("/in", "{}").body()).isEmpty();
    }
  }

  @Test
  void whatGoesWrongInsideStaysInside() throws Exception {
    Processor step =
        exchange -> {
          throw new IllegalStateException("the table salaries has no column x");
        };
    try (OpenDoor door = with(step);
        LogLines log = new LogLines("dev.oneway.webhook")) {
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = door.post("/in", "{}");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the request could not be processed\"}");
        assertThat(answer.headers().map()).containsOnlyKeys("content-type", "content-length");
      }
      assertThat(log.all())
          .containsExactly("WARN /in: a request failed: the table salaries has no column x");
    }
  }

  @Test
  void whatMayHealIsWorthAnotherTry() throws Exception {
    Processor step =
        exchange -> {
          throw new RetriableException(
              FailureCategory.UNAVAILABLE, "the disk is full", Duration.ofSeconds(9), null);
        };
    try (OpenDoor door = with(step);
        LogLines log = new LogLines("dev.oneway.webhook")) {
      HttpResponse<String> answer = door.post("/in", "{}");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("9");
      assertThat(answer.body()).isEqualTo("{\"error\":\"not possible now, send it again later\"}");
      assertThat(log.all()).containsExactly("WARN /in: a request failed: the disk is full");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
        "application/json"
      })
  void aBodyComesAsItsBytesWhateverItsType(String type) throws Exception {
    AtomicReference<Object> body = new AtomicReference<>();
    AtomicReference<Map<String, Object>> headers = new AtomicReference<>();
    try (OpenDoor door =
        with(
            exchange -> {
              body.set(exchange.getMessage().getBody());
              headers.set(exchange.getMessage().getHeaders());
            })) {
      String sent = "payload=%7B%22a%22%3A1%7D&b=ä";
      door.send(
          door.request("/in?token=1&Content-Type=x")
              .header("Content-Type", type)
              .header("X-Signature", "s")
              .POST(BodyPublishers.ofString(sent)));

      assertThat(body.get()).isEqualTo(sent.getBytes(StandardCharsets.UTF_8));
      assertThat(headers.get())
          .containsEntry("Content-Type", type)
          .containsEntry("x-signature", "s")
          .containsEntry("CamelHttpMethod", "POST")
          .containsEntry("CamelHttpPath", "/in")
          .containsEntry("CamelHttpQuery", "token=1&Content-Type=x")
          .containsEntry("CamelHttpUri", "/in?token=1&Content-Type=x")
          .containsEntry(
              "CamelHttpUrl", "http://127.0.0.1:" + door.port() + "/in?token=1&Content-Type=x")
          .doesNotContainKey("token");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /a, 200",
    "GET, /a, 405",
    "HEAD, /a, 405",
    "TRACE, /a, 405",
    "BREW, /a, 405",
    "OPTIONS, /a, 204",
    "GET, /b, 200",
    "HEAD, /b, 200",
    "TRACE, /b, 405",
    "POST, /nowhere, 404",
    "OPTIONS, /nowhere, 404",
    "POST, /a/x, 404",
    "POST, /A, 404",
    "POST, /x/../a, 200",
    "POST, /application.properties, 404",
    "GET, /, 404",
  })
  void onlyPathsAndMethodsOfRoutesAreServed(String method, String path, int status)
      throws Exception {
    try (OpenDoor door = routes("platform-http:/a?httpMethodRestrict=POST", "platform-http:/b");
        RawClient sender = door.raw()) {
      String answer =
          sender
              .send(method + " " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
              .head();

      assertThat(answer).startsWith("HTTP/1.1 " + status);
      if (status == 405 || status == 204) {
        String all = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
        assertThat(answer)
            .contains("Allow: " + (path.equals("/a") ? "OPTIONS, POST" : all) + "\r\n");
      }
      assertThat(answer).doesNotContainIgnoringCase("server:").doesNotContain("html");
    }
  }

  @Test
  void whatIsNotServedIsSaidInJson() throws Exception {
    try (OpenDoor door = routes("platform-http:/a?httpMethodRestrict=POST")) {
      assertThat(door.send(door.request("/b").GET()).body())
          .isEqualTo("{\"error\":\"nothing is here\"}");
      assertThat(door.send(door.request("/a").GET()).body())
          .isEqualTo("{\"error\":\"not with this method\"}");
    }
  }

  @Test
  void theMostExactPathIsTaken() throws Exception {
    try (OpenDoor door =
        routes(
            "platform-http:/w?matchOnUriPrefix=true",
            "platform-http:/w/{tenant}",
            "platform-http:/w/ours")) {
      assertThat(door.post("/w/ours", "").body()).isEqualTo("platform-http:/w/ours");
      assertThat(door.post("/w/theirs", "").body()).isEqualTo("platform-http:/w/{tenant}");
      assertThat(door.post("/w/a/b", "").body()).contains("matchOnUriPrefix");
    }
  }

  @Test
  void aPathsParametersAreHeaders() throws Exception {
    try (OpenDoor door =
        OpenDoor.start(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("platform-http:/w/{tenant}").setBody(header("tenant"));
              }
            })) {
      assertThat(door.post("/w/acme%20co", "").body()).isEqualTo("acme co");
    }
  }

  @Test
  void twoRoutesMayShareAPathByTheirMethods() throws Exception {
    try (OpenDoor door =
        routes(
            "platform-http:/a?httpMethodRestrict=GET",
            "platform-http:/a?httpMethodRestrict=POST")) {
      assertThat(door.send(door.request("/a").GET()).body()).contains("GET");
      assertThat(door.post("/a", "").body()).contains("POST");
    }
    assertThatThrownBy(
            () ->
                routes(
                    "platform-http:/a?httpMethodRestrict=GET,POST",
                    "platform-http:/a?httpMethodRestrict=POST"))
        .hasMessageContaining("another route takes POST /a already");
  }

  @ParameterizedTest
  @CsvSource({
    "useStreaming=true, useStreaming",
    "muteException=false, muteException",
    "returnHttpRequestHeaders=true, returnHttpRequestHeaders",
    "consumes=text/plain&produces=text/plain, 'consumes, produces'",
    "httpMethodRestrict=TRACE, TRACE",
    "httpMethodRestrict=PSOT, PSOT",
  })
  void anOptionTheDoorDoesntServeIsRefused(String option, String named) {
    assertThatThrownBy(() -> routes("platform-http:/a?" + option)).hasMessageContaining(named);
  }

  @Test
  void aSuspendedRouteIsWorthAnotherTryAndAStoppedOneIsSoonGone() throws Exception {
    try (OpenDoor door = with(exchange -> {})) {
      door.context().getRouteController().suspendRoute("in");
      assertThat(door.post("/in", "").statusCode()).isEqualTo(503);
      door.context().getRouteController().resumeRoute("in");
      assertThat(door.post("/in", "").statusCode()).isEqualTo(204);
      door.context().getRouteController().stopRoute("in");
      assertThat(door.post("/in", "").statusCode()).isEqualTo(503);
      door.context().getRouteController().startRoute("in");
      assertThat(door.post("/in", "").statusCode()).isEqualTo(204);
      door.context().getRouteController().stopRoute("in");
      await().until(() -> door.post("/in", "").statusCode() == 404);
    }
  }
}
