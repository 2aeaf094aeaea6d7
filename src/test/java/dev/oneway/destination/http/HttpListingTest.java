package dev.oneway.destination.http;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.oneway.destination.http.Setup.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.oneway.record.Field;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a vendor holds is listed, page by page. */
class HttpListingTest {
  private static final Shape PERSON = shape(true, false);

  private final WireMockServer vendor =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("localhost"));

  @BeforeEach
  void start() {
    vendor.start();
  }

  @AfterEach
  void stop() {
    vendor.stop();
  }

  private static Shape shape(boolean... keys) {
    List<Field> fields = new ArrayList<>();
    for (boolean key : keys) {
      fields.add(new Field("f" + fields.size(), key, WriteWhen.ALWAYS, 1, 1));
    }
    return new Shape("mappings/person.yaml", "person", fields, List.of());
  }

  private List<String> keys(String... options) throws Exception {
    List<String> keys = new ArrayList<>();
    assertThat(list(PERSON, keys, options)).isEmpty();
    return keys;
  }

  private Optional<String> list(Shape shape, List<String> keys, String... options)
      throws Exception {
    Map<String, String> all = with(Setup.ONE_BY_ONE, "attempts", "1");
    try (Setup setup = new Setup(vendor.baseUrl(), with(all, options))) {
      return setup
          .endpoint()
          .destination()
          .listable()
          .orElseThrow()
          .list(shape, keys::addAll, new Traffic());
    }
  }

  @Test
  void placesCountFromOneAndThePagesEndWithTheTotal() throws Exception {
    vendor.stubFor(
        get(urlPathEqualTo("/people"))
            .withQueryParam("count", equalTo("2"))
            .withQueryParam("start", equalTo("1"))
            .willReturn(okJson("{\"total\": 3, \"people\": [{\"ext\": 7}, {\"id\": 8}]}")));
    vendor.stubFor(
        get(urlPathEqualTo("/people"))
            .withQueryParam("start", equalTo("3"))
            .willReturn(okJson("{\"total\": 3, \"people\": [{\"ext\": \"a\"}]}")));
    assertThat(
            keys(
                "list", "GET /people?count=2",
                "listRecords", "/people",
                "listNext", "offset",
                "listOffsetParameter", "start",
                "listFirstOffset", "1",
                "listTotal", "/total"))
        .as("one has no key")
        .containsExactly("7", "a");
    assertThat(vendor.getAllServeEvents()).hasSize(2);
  }

  @Test
  void whereThereIsNothingTheArrayMayBeMissing() throws Exception {
    vendor.stubFor(get(urlPathEqualTo("/people")).willReturn(okJson("{\"total\": 0}")));
    assertThat(
            keys(
                "list", "GET /people",
                "listRecords", "/people",
                "listNext", "offset",
                "listOffsetParameter", "start",
                "listTotal", "/total"))
        .isEmpty();
  }

  @Test
  void aSearchByPostIsListedToo() throws Exception {
    vendor.stubFor(
        post(urlPathEqualTo("/search"))
            .withRequestBody(equalToJson("{\"limit\": 1}"))
            .willReturn(okJson("{\"after\": \"x\", \"found\": [{\"p\": {\"mail\": \"A\"}}]}")));
    vendor.stubFor(
        post(urlPathEqualTo("/search"))
            .withRequestBody(equalToJson("{\"limit\": 1, \"after\": \"x\"}"))
            .willReturn(okJson("{\"found\": [{\"p\": {\"no\": 5}}]}")));
    assertThat(
            keys(
                "list", "POST /search",
                "listBody", "{ \"limit\": 1 }",
                "listRecords", "/found",
                "listKey", "/p/mail,/p/no",
                "listNext", "cursor:/after",
                "listCursorBody", "/after"))
        .containsExactly("A", "5");
  }

  @Test
  void aLinkLeadsOn() throws Exception {
    vendor.stubFor(
        get(urlPathEqualTo("/people"))
            .withQueryParam("after", absent())
            .willReturn(
                okJson("[{\"ext\": 1}]").withHeader("Link", "</people?after=1>; rel=\"next\"")));
    vendor.stubFor(
        get(urlPathEqualTo("/people"))
            .withQueryParam("after", equalTo("1"))
            .willReturn(okJson("[{\"ext\": 2}]")));
    assertThat(keys("list", "GET /people", "listNext", "link")).containsExactly("1", "2");
  }

  @Test
  void whatCannotBeListedIsSaidAndWhatIsOutOfOrderIsTriedLater() throws Exception {
    List<String> keys = new ArrayList<>();
    assertThat(list(shape(true, true), keys, "list", "GET /people"))
        .contains("the destination lists no keys of several fields");
    vendor.stubFor(get(urlPathEqualTo("/people")).willReturn(okJson("{\"message\": \"no\"}")));
    assertThat(list(PERSON, keys, "list", "GET /people", "listRecords", "/people"))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("the destination can't be listed: the answer to GET ")
                    .endsWith(
                        "it has no /people, only message. Check the options listRecords and"
                            + " listNext."));
    vendor.stubFor(
        get(urlPathEqualTo("/people"))
            .willReturn(okJson("[]").withStatus(503).withHeader("Retry-After", "0")));
    assertThatThrownBy(() -> list(PERSON, keys, "list", "GET /people"))
        .isInstanceOf(RetriableException.class);
  }

  @Test
  void withoutTheRequestNothingIsListed() throws Exception {
    try (Setup setup = new Setup(vendor.baseUrl(), Setup.ONE_BY_ONE)) {
      assertThat(setup.endpoint().destination().listable()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list | PUT /a | list begins with PUT, and only asks.",
        "list | GET /a/${key} | list",
        "list | POST /a | list with POST and listBody belong together.",
        "listNext | link | options that begin with list are of no use without list.",
        "listCursorParameter | a | options that begin with list are of no use without list.",
        "listKey | /a | options that begin with list are of no use without list."
      })
  void aMistakeIsToldWithItsRemedy(String option, String value, String message) {
    refused(message, option, value);
  }

  @Test
  void theOptionsOfPagesAreCalledAsTheyAreSet() {
    refused("listNext=nxt is unknown.", "list", "GET /a", "listNext", "nxt");
    refused("listNext=cursor lacks the place", "list", "GET /a", "listNext", "cursor");
    refused(
        "listNext=offset needs the option listOffsetParameter",
        "list",
        "GET /a",
        "listNext",
        "offset");
    refused(
        "listCursorParameter has no meaning with listNext=none. Say with listNext how pages follow.",
        "list",
        "GET /a",
        "listCursorParameter",
        "c");
    refused(
        "listTotal has no meaning with listNext=link",
        "list",
        "GET /a",
        "listNext",
        "link",
        "listTotal",
        "/t");
    refused("listBody is no JSON object", "list", "POST /a", "listBody", "[]");
    refused("list needs listKey", "list", "GET /a", "foundKey", null, "lookup", "GET /a?x=${key}");
  }

  private void refused(String message, String... options) {
    try (Setup setup = new Setup("http://localhost:1", with(Setup.ONE_BY_ONE, options))) {
      assertThatThrownBy(setup::endpoint).rootCause().hasMessageContaining(message);
    }
  }
}
