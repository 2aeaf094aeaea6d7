package dev.oneway.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.oneway.http.Auth;
import dev.oneway.http.paging.Paging;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagedReadFailureTest {
  private static final String GOOD = "{\"items\":[{\"id\":1}]}";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Reads read = new Reads(SERVER.baseUrl() + "/items");

  private static void always(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(get(urlPathEqualTo("/items")).willReturn(answer));
  }

  /** The answers one after the other; the last one stays. */
  private static void inTurn(ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      SERVER.stubFor(
          get(urlPathEqualTo("/items"))
              .inScenario("turns")
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "turn " + i)
              .willSetStateTo("turn " + Math.min(i + 1, answers.length - 1))
              .willReturn(answers[i]));
    }
  }

  private static int requests() {
    return SERVER.getAllServeEvents().size();
  }

  private static ResponseDefinitionBuilder status(int status) {
    return aResponse().withStatus(status);
  }

  @Test
  void aLimitIsWaitedOutAsLongAsTheServerSays() {
    inTurn(
        status(429).withHeader("Retry-After", "2.0"),
        status(429).withHeader("Retry-After", "Sat, 31 Jan 2026 10:00:32 GMT"),
        okJson(GOOD));
    assertThat(read.ids()).containsExactly(1L);
    assertThat(read.time.sleeps()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(30));
  }

  @Test
  void aLimitWithoutAWordOnHowLongIsWaitedOutToo() {
    inTurn(status(429), status(429), okJson(GOOD));
    assertThat(read.ids()).containsExactly(1L);
    assertThat(read.time.sleeps()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void anOutageThatPassesIsNotNoticed(int status) {
    inTurn(status(status), okJson(GOOD));
    assertThat(read.ids()).containsExactly(1L);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aConnectionThatBreaksIsTriedAgain(Fault fault) {
    inTurn(aResponse().withFault(fault), okJson(GOOD));
    assertThat(read.ids()).containsExactly(1L);
    assertThat(requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"items\":[{\"id\":1",
        "<html><body>Please log in</body></html>",
        "{\"items\":[]",
        "{\"items\":[]} trailing"
      })
  void whatIsNoWholeJsonIsTriedAgain(String body) {
    inTurn(okJson(body), okJson(GOOD));
    assertThat(read.ids()).containsExactly(1L);
  }

  @Test
  void anOutageThatStaysFailsTheReadAsRetriable() {
    always(status(503).withBody("{\"message\":\"Down for maintenance\"}"));
    assertThatThrownBy(read::all)
        .isInstanceOf(SourceFailedException.class)
        .hasCauseInstanceOf(RetriableException.class)
        .hasMessage(
            "GET "
                + SERVER.baseUrl()
                + "/items was answered with status 503: Down for maintenance (tried 5 times)");
    assertThat(requests()).isEqualTo(5);
  }

  @Test
  void anHourOfWaitingIsLeftToTheNextRun() {
    always(status(429).withHeader("Retry-After", "3600"));
    assertThatThrownBy(read::all)
        .cause()
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Optional.of(Duration.ofHours(1))));
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void aServerThatIsNotThereFailsTheReadAsRetriable() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0)) {
      port = unused.getLocalPort();
    }
    assertThatThrownBy(() -> new Reads("http://localhost:" + port + "/items").all())
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("Connection refused");
  }

  @Test
  void htmlThatStaysSaysSo() {
    always(
        aResponse()
            .withHeader("Content-Type", "text/html; charset=utf-8")
            .withBody("<!doctype html>"));
    assertThatThrownBy(read::all)
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("HTML (a login page? a proxy?), not JSON");
  }

  @Test
  void anAnswerThatDoesNotBeginInTimeIsTriedAgain() {
    inTurn(okJson(GOOD).withFixedDelay(1500), okJson(GOOD));
    assertThat(read.ids()).containsExactly(1L);
  }

  @Test
  void aPageThatBreaksOffAfterARecordWasHandedOutFailsTheRead() {
    always(okJson("{\"items\":[{\"id\":1},{\"id\":2},{\"id\""));
    PagedRead broken = read.open();
    assertThat(broken.next()).containsEntry("id", 1L);
    assertThat(broken.next()).containsEntry("id", 2L);
    assertThatThrownBy(broken::hasNext)
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("broke off, 2 records into the page");
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void aReadThatFailedNeverLooksLikeItsEnd() {
    always(okJson("{\"items\":[{\"id\":1}"));
    PagedRead broken = read.open();
    broken.next();
    Throwable first = catchThrowable(broken::hasNext);
    assertThat(first).isInstanceOf(SourceFailedException.class);
    assertThat(catchThrowable(broken::hasNext)).isSameAs(first);
    assertThat(catchThrowable(broken::next)).isSameAs(first);
    broken.close();
    assertThat(catchThrowable(broken::hasNext)).isSameAs(first);
  }

  @Test
  void aReadClosedMidwayNeverLooksLikeItsEnd() {
    always(okJson("{\"items\":[{\"id\":1},{\"id\":2}]}"));
    PagedRead closed = read.open();
    closed.next();
    closed.close();
    closed.close();
    assertThatThrownBy(closed::hasNext).hasMessageContaining("closed before its end");
  }

  @Test
  void aReadAtItsEndStaysThere() {
    always(okJson(GOOD));
    PagedRead whole = read.open();
    Reads.drain(whole);
    whole.close();
    assertThat(whole.hasNext()).isFalse();
    assertThatThrownBy(whole::next).isInstanceOf(java.util.NoSuchElementException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400, Check the URL and the query.",
    "401, Check the credentials in the settings oneway.auth.shop.*.",
    "403, Grant the credentials in the settings oneway.auth.shop.* the right to do this.",
    "404, Check the URL.",
    "422, Check the URL and the query."
  })
  void aRefusalIsFatalAndSaysWhatToDo(int status, String remedy) {
    always(status(status).withBody("{\"errors\":\"no s3cret\"}").withHeader("X-Echo", "s3cret"));
    assertThatThrownBy(
            () -> read.auth(Auth.bearer("oneway.auth.shop", "s3cret")).query("key", "s3cret").all())
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "GET %s/items?key=… was answered with status %d: no ***. %s"
                .formatted(SERVER.baseUrl(), status, remedy));
    assertThat(requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"orders\":[],\"count\":1} | it has no /items, only orders, count",
        "{\"items\":{\"id\":1}} | /items is no array",
        "{\"items\":null} | /items is no array",
        "{\"items\":[1,2]} | what stands in /items are no objects",
        "[{\"id\":1}] | it has no /items",
        "\"text\" | it has no /items"
      })
  void aDocumentOfAnotherFormIsFatal(String body, String what) {
    always(okJson(body));
    assertThatThrownBy(read::all)
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "the answer to GET %s/items doesn't fit: %s. Check the options records and next."
                .formatted(SERVER.baseUrl(), what));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aRedirectOnTheSameServerIsFollowedWithTheCredentials(int status) {
    always(status(status).withHeader("Location", "/v2/items"));
    SERVER.stubFor(
        get(urlEqualTo("/v2/items"))
            .withHeader("Authorization", equalTo("Bearer t"))
            .willReturn(okJson(GOOD)));
    assertThat(read.auth(Auth.bearer("oneway.auth.x", "t")).ids()).containsExactly(1L);
  }

  @Test
  void aRedirectToAnotherServerIsRefused() {
    try (var other = new ForeignServer()) {
      always(temporaryRedirect(other.url() + "/items"));
      assertThatThrownBy(read::all)
          .isInstanceOf(FatalException.class)
          .hasMessageContaining("leads to another server");
      assertThat(other.requests()).isZero();
    }
  }

  @Test
  void redirectsWithoutEndAreRefused() {
    always(temporaryRedirect("/items"));
    assertThatThrownBy(read::all)
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("redirected more than 3 times");
    SERVER.verify(4, getRequestedFor(urlEqualTo("/items")));
  }

  @Test
  void theCredentialsGoWithEveryPage() {
    SERVER.stubFor(
        get(urlPathEqualTo("/items"))
            .withHeader("X-Key", equalTo("k"))
            .willReturn(okJson(GOOD).withHeader("Link", "</last>; rel=next")));
    SERVER.stubFor(
        get(urlPathEqualTo("/last"))
            .withHeader("X-Key", equalTo("k"))
            .willReturn(okJson("{\"items\":[{\"id\":2}]}")));
    List<Map<String, Object>> all =
        read.auth(Auth.header("oneway.auth.x", "X-Key", "k")).paging(new Paging.Link()).all();
    assertThat(all).hasSize(2);
  }
}
