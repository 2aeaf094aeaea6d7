package dev.oneway.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.oneway.http.Auth;
import dev.oneway.http.FakeTime;
import dev.oneway.http.HttpAccount;
import dev.oneway.http.Origin;
import dev.oneway.http.paging.Paging;
import dev.oneway.http.paging.RecordPlace;
import dev.oneway.http.paging.Slot;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final JsonPointer NEXT = JsonPointer.compile("/paging/next");

  private static Reads read() {
    return new Reads(SERVER.baseUrl() + "/v1/items");
  }

  private static MappingBuilder asked() {
    return get(urlPathEqualTo("/v1/items"));
  }

  private static void stub(MappingBuilder request, String json) {
    SERVER.stubFor(request.willReturn(okJson(json)));
  }

  private static int requests() {
    return SERVER.getAllServeEvents().size();
  }

  @Test
  void nothingIsFetchedBeforeTheFirstRecordIsAskedFor() {
    stub(asked(), "{\"items\":[{\"id\":1}]}");
    PagedRead read = read().open();
    assertThat(requests()).isZero();
    assertThat(read.hasNext()).isTrue();
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void aSinglePageIsReadOnce() {
    stub(asked(), "{\"items\":[{\"id\":1},{\"id\":2}]}");
    assertThat(read().ids()).containsExactly(1L, 2L);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void theDocumentMayBeTheArrayItself() {
    stub(asked(), "[{\"id\":1},{\"id\":2}]");
    assertThat(read().records("").ids()).containsExactly(1L, 2L);
  }

  @Test
  void theRecordsMayLieDeepInTheDocument() {
    stub(asked(), "{\"a\":{\"items\":[{\"id\":9}]},\"b\":[{\"x\":0},{\"items\":[{\"id\":1}]}]}");
    assertThat(read().records("/b/1/items").ids()).containsExactly(1L);
  }

  @Test
  void anEmptyArrayIsAnEmptyRead() {
    stub(asked(), "{\"items\":[]}");
    assertThat(read().all()).isEmpty();
  }

  @Test
  void numbersKeepEveryDigitAndTextEveryCharacter() {
    stub(
        asked(),
        "{\"items\":[{\"id\":9007199254740993,"
            + "\"price\":10.10,\"name\":\" Zoë\\n🚲 \",\"nested\":{\"tax\":0.1,\"list\":[1]},\"none\":null}]}");
    Map<String, Object> record = read().all().get(0);
    assertThat(record)
        .containsEntry("id", 9007199254740993L)
        .containsEntry("price", new BigDecimal("10.10"))
        .containsEntry("name", " Zoë\n🚲 ")
        .containsEntry("nested", Map.of("tax", new BigDecimal("0.1"), "list", List.of(1L)))
        .containsEntry("none", null);
    assertThat(record.keySet()).containsExactly("id", "price", "name", "nested", "none");
  }

  @Test
  void aLinkHeaderIsFollowedExactlyAsItIs() {
    SERVER.stubFor(
        asked()
            .withQueryParam("status", equalTo("any"))
            .willReturn(
                okJson("{\"items\":[{\"id\":1}]}")
                    .withHeader(
                        "Link",
                        "<%s/v1/items?limit=1&page_info=a%%3Db>; rel=\"next\""
                            .formatted(SERVER.baseUrl()))));
    SERVER.stubFor(
        get(urlEqualTo("/v1/items?limit=1&page_info=a%3Db"))
            .willReturn(
                okJson("{\"items\":[{\"id\":2}]}")
                    .withHeader("Link", "<http://a/0>; rel=\"previous\"")));
    assertThat(read().query("status", "any").paging(new Paging.Link()).ids())
        .containsExactly(1L, 2L);
  }

  @Test
  void aUrlInTheDocumentIsFoundBehindTheRecords() {
    stub(
        asked().withQueryParam("page", absent()),
        "{\"items\":[{\"id\":1}],\"paging\":{\"next\":\"?page=2\"}}");
    stub(
        asked().withQueryParam("page", equalTo("2")),
        "{\"items\":[{\"id\":2}],\"paging\":{\"next\":null}}");
    assertThat(read().paging(new Paging.Url(NEXT)).ids()).containsExactly(1L, 2L);
  }

  @Test
  void aUrlInTheDocumentIsFoundBeforeTheRecords() {
    stub(
        asked().withQueryParam("page", absent()),
        "{\"paging\":{\"next\":\"%s/v1/items?page=2\"},\"items\":[{\"id\":1}]}"
            .formatted(SERVER.baseUrl()));
    stub(asked().withQueryParam("page", equalTo("2")), "{\"paging\":{},\"items\":[{\"id\":2}]}");
    assertThat(read().paging(new Paging.Url(NEXT)).ids()).containsExactly(1L, 2L);
  }

  @Test
  void aCursorIsSentWithTheSameQuestion() {
    stub(
        asked().withQueryParam("after", absent()).withQueryParam("limit", equalTo("1")),
        "{\"items\":[{\"id\":1}],\"paging\":{\"next\":\"a+/=&b\"}}");
    stub(
        asked().withQueryParam("after", equalTo("a+/=&b")).withQueryParam("limit", equalTo("1")),
        "{\"items\":[{\"id\":2}],\"paging\":{\"next\":\"\"}}");
    assertThat(
            read()
                .query("limit", "1")
                .paging(new Paging.Cursor(NEXT, new Slot.InQuery("after")))
                .ids())
        .containsExactly(1L, 2L);
  }

  @Test
  void aNumberMayBeACursor() {
    stub(
        asked().withQueryParam("after", absent()),
        "{\"items\":[{\"id\":1}],\"paging\":{\"next\":17}}");
    stub(asked().withQueryParam("after", equalTo("17")), "{\"items\":[{\"id\":2}]}");
    assertThat(read().paging(new Paging.Cursor(NEXT, new Slot.InQuery("after"))).ids())
        .containsExactly(1L, 2L);
  }

  private static final Paging MORE =
      new Paging.More(
          JsonPointer.compile("/paging/next"),
          new RecordPlace(JsonPointer.compile("/id")),
          new Slot.InQuery("after"));

  @Test
  void aPageMayBeginBehindTheLastRecordOfTheOneBefore() {
    stub(
        asked().withQueryParam("after", absent()),
        "{\"items\":[{\"id\":1},{\"id\":2}],\"paging\":{\"next\":true}}");
    stub(
        asked().withQueryParam("after", equalTo("2")),
        "{\"items\":[{\"id\":3}],\"paging\":{\"next\":false}}");
    assertThat(read().paging(MORE).ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void morePagesBehindNoRecordAreANamedFault() {
    stub(asked(), "{\"items\":[],\"paging\":{\"next\":true}}");
    assertThatThrownBy(() -> read().paging(MORE).all())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("says that there is more, and its last record has nothing at /id");
  }

  @Test
  void anOffsetCountsTheRecordsReallyRead() {
    stub(asked().withQueryParam("skip", equalTo("0")), "{\"items\":[{\"id\":1},{\"id\":2}]}");
    stub(asked().withQueryParam("skip", equalTo("2")), "{\"items\":[{\"id\":3}]}");
    stub(asked().withQueryParam("skip", equalTo("3")), "{\"items\":[]}");
    assertThat(
            read()
                .paging(new Paging.Offset(new Slot.InQuery("skip"), 0, OptionalInt.empty()))
                .ids())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void anOffsetEndsOnAShortPageWhenThePageSizeIsKnown() {
    stub(asked().withQueryParam("skip", equalTo("0")), "{\"items\":[{\"id\":1},{\"id\":2}]}");
    stub(asked().withQueryParam("skip", equalTo("2")), "{\"items\":[{\"id\":3}]}");
    assertThat(
            read().paging(new Paging.Offset(new Slot.InQuery("skip"), 0, OptionalInt.of(2))).ids())
        .containsExactly(1L, 2L, 3L);
    assertThat(requests()).isEqualTo(2);
  }

  @Test
  void pagesAreCountedFromTheFirst() {
    stub(asked().withQueryParam("p", equalTo("0")), "{\"items\":[{\"id\":1}]}");
    stub(asked().withQueryParam("p", equalTo("1")), "{\"items\":[{\"id\":2}]}");
    stub(asked().withQueryParam("p", equalTo("2")), "{\"items\":[]}");
    assertThat(read().paging(new Paging.Numbered(new Slot.InQuery("p"), 0)).ids())
        .containsExactly(1L, 2L);
  }

  @Test
  void aServerThatIgnoresThePageNumberIsNotReadForEver() {
    stub(asked(), "{\"items\":[{\"id\":1}]}");
    assertThatThrownBy(() -> read().paging(new Paging.Numbered(new Slot.InQuery("p"), 1)).all())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("the server ignores the paging");
  }

  @Test
  void aPageThatLeadsBackToItselfIsANamedFault() {
    stub(asked(), "{\"items\":[{\"id\":1}],\"paging\":{\"next\":\"/v1/items?c=1\"}}");
    assertThatThrownBy(() -> read().paging(new Paging.Url(NEXT)).all())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("the paging runs in a circle");
    assertThat(requests()).isEqualTo(2);
  }

  @Test
  void aCursorThatStaysTheSameIsANamedFault() {
    stub(asked(), "{\"items\":[{\"id\":1}],\"paging\":{\"next\":\"same\"}}");
    assertThatThrownBy(
            () -> read().paging(new Paging.Cursor(NEXT, new Slot.InQuery("after"))).all())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("the paging runs in a circle");
  }

  @Test
  void aNextPageOnAnotherServerNeverSeesTheCredentials() {
    try (var other = new ForeignServer()) {
      stub(
          asked(),
          "{\"items\":[{\"id\":1}],\"paging\":{\"next\":\"%s/steal\"}}".formatted(other.url()));
      assertThatThrownBy(() -> read().paging(new Paging.Url(NEXT)).all())
          .isInstanceOf(FatalException.class)
          .hasMessageContaining("GET " + other.url() + "/steal leads to another server than ");
      assertThat(other.requests()).isZero();
    }
  }

  @Test
  void aNextPageThatIsNoUrlIsANamedFault() {
    stub(asked(), "{\"items\":[],\"paging\":{\"next\":\"http://[\"}}");
    assertThatThrownBy(() -> read().paging(new Paging.Url(NEXT)).all())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("names a next page that is no URL");
  }

  @Test
  void valuesOfTheQueryArriveAsTheyWereWritten() {
    String value = "2026-01-31T10:00:00+02:00 ü&x=1#%25*~";
    stub(asked(), "{\"items\":[]}");
    read().query("since", value).query("flag", "").all();
    SERVER.verify(
        getRequestedFor(
            urlEqualTo(
                "/v1/items?since=2026-01-31T10%3A00%3A00%2B02%3A00%20%C3%BC%26x%3D1%23%2525%2A~&flag=")));
  }

  private static void inTurn(String... answers) {
    for (int i = 0; i < answers.length; i++) {
      SERVER.stubFor(
          asked()
              .inScenario("turns")
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "turn " + i)
              .willSetStateTo(i + 1 == answers.length ? Scenario.STARTED : "turn " + (i + 1))
              .willReturn(okJson(answers[i])));
    }
  }

  @Test
  void aCursorThatGoesToAndFroIsANamedFault() {
    inTurn(
        "{\"items\":[{\"id\":1}],\"paging\":{\"next\":\"a\"}}",
        "{\"items\":[{\"id\":2}],\"paging\":{\"next\":\"b\"}}");
    assertThatThrownBy(
            () -> read().paging(new Paging.Cursor(NEXT, new Slot.InQuery("after"))).all())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("items?after=… was read before in this run")
        .hasMessageContaining("the paging runs in a circle. Check the option next.");
    assertThat(requests()).isLessThan(10);
  }

  @Test
  void aCircleOfEmptyPagesIsANamedFault() {
    inTurn(
        "{\"items\":[],\"paging\":{\"next\":\"a\"}}",
        "{\"items\":[],\"paging\":{\"next\":\"b\"}}",
        "{\"items\":[],\"paging\":{\"next\":\"c\"}}");
    assertThatThrownBy(
            () -> read().paging(new Paging.Cursor(NEXT, new Slot.InQuery("after"))).all())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("the paging runs in a circle");
  }

  @Test
  void emptyPagesOnTheWayAreNoRepetition() {
    stub(asked().withQueryParam("after", absent()), "{\"items\":[],\"paging\":{\"next\":\"a\"}}");
    stub(
        asked().withQueryParam("after", equalTo("a")),
        "{\"items\":[],\"paging\":{\"next\":\"b\"}}");
    stub(asked().withQueryParam("after", equalTo("b")), "{\"items\":[{\"id\":3}]}");
    assertThat(read().paging(new Paging.Cursor(NEXT, new Slot.InQuery("after"))).ids())
        .containsExactly(3L);
  }

  @Test
  void aPageThatComesAgainUnderAnotherCursorIsANamedFault() {
    inTurn(
        "{\"items\":[{\"id\":1},{\"id\":2}],\"paging\":{\"next\":\"a\"}}",
        "{\"items\":[{\"id\":1},{\"id\":2}],\"paging\":{\"next\":\"b\"}}");
    assertThatThrownBy(
            () -> read().paging(new Paging.Cursor(NEXT, new Slot.InQuery("after"))).all())
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "GET %s/v1/items?after=… gives the same records as the page before it: the server ignores the paging. Check the option next."
                .formatted(SERVER.baseUrl()));
    assertThat(requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":1},{\"id\":5},{\"id\":2}]",
        "[{\"id\":1},{\"id\":3}]",
        "[{\"id\":3},{\"id\":2}]"
      })
  void aPageThatDiffersInItsSizeOrItsFirstOrLastRecordIsNoRepetition(String second) {
    stub(
        asked().withQueryParam("after", absent()),
        "{\"items\":[{\"id\":1},{\"id\":2}],\"paging\":{\"next\":\"a\"}}");
    stub(asked().withQueryParam("after", equalTo("a")), "{\"items\":" + second + "}");
    assertThat(read().paging(new Paging.Cursor(NEXT, new Slot.InQuery("after"))).all())
        .hasSizeGreaterThan(3);
  }

  @Test
  void theEndIsWhereThePageSaysSoWhateverItSaysOfTheNext() {
    stub(
        asked().withQueryParam("page", absent()),
        "{\"done\":false,\"items\":[{\"id\":1}],\"paging\":{\"next\":\"?page=2\"}}");
    stub(
        asked().withQueryParam("page", equalTo("2")),
        "{\"paging\":{\"next\":\"?page=3\"},\"items\":[{\"id\":2}],\"done\":true}");
    assertThat(read().paging(new Paging.Url(NEXT)).end("/done").ids()).containsExactly(1L, 2L);
    assertThat(requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"done\":false,", "\"done\":null,"})
  void aPageThatIsNeitherTheLastNorLeadsOnFailsTheReadAsRetriable(String done) {
    stub(asked(), "{" + done + "\"items\":[{\"id\":1}]}");
    assertThatThrownBy(() -> read().paging(new Paging.Url(NEXT)).end("/done").all())
        .isInstanceOf(SourceFailedException.class)
        .hasMessageEndingWith("doesn't say that it is the last page, and has no next one")
        .cause()
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.UNEXPECTED_ANSWER));
  }

  @Test
  void anEndThatIsNoBooleanIsANamedFault() {
    stub(asked(), "{\"done\":\"yes\",\"items\":[]}");
    assertThatThrownBy(() -> read().paging(new Paging.Url(NEXT)).end("/done").all())
        .isInstanceOf(FatalException.class)
        .hasMessageEndingWith("doesn't fit: /done is no boolean. Check the option end.");
  }

  @Test
  void theFirstPagesCountIsHeldAgainstWhatWasRead() {
    stub(
        asked().withQueryParam("page", absent()),
        "{\"total\":2,\"items\":[{\"id\":1}],\"paging\":{\"next\":\"?page=2\"}}");
    stub(asked().withQueryParam("page", equalTo("2")), "{\"items\":[{\"id\":2}],\"total\":7}");
    assertThat(read().paging(new Paging.Url(NEXT)).count("/total").ids()).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aCountThatDisagreesFailsTheReadAsRetriable(int total) {
    stub(asked(), "{\"items\":[{\"id\":1}],\"total\":" + total + "}");
    PagedRead read = read().query("q", "secret").count("/total").open();
    assertThat(read.next()).containsEntry("id", 1L);
    assertThatThrownBy(read::hasNext)
        .isInstanceOf(SourceFailedException.class)
        .hasMessage(
            "GET %s/v1/items?q=… announced %d records and gave 1"
                .formatted(SERVER.baseUrl(), total))
        .cause()
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.UNEXPECTED_ANSWER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"total\":null", ",\"total\":1.5", ",\"total\":\"1\""})
  void aCountThatIsNoneIsANamedFault(String total) {
    stub(asked(), "{\"items\":[{\"id\":1}]" + total + "}");
    assertThatThrownBy(() -> read().count("/total").all())
        .isInstanceOf(FatalException.class)
        .hasMessageEndingWith(
            "doesn't fit: it has no number of records at /total. Check the option count.");
  }

  @Test
  void aNextPageThatIsAnObjectIsANamedFault() {
    stub(asked(), "{\"items\":[],\"paging\":{\"next\":{\"after\":1}}}");
    assertThatThrownBy(() -> read().paging(new Paging.Url(NEXT)).all())
        .isInstanceOf(FatalException.class)
        .hasMessageEndingWith(
            "doesn't fit: /paging/next is no single value. Check the options next, end and count.");
  }

  @Test
  void aCursorInTheBodyKeepsItsTypeAndTheRestOfTheQuestion() {
    String first = "{\"limit\":1,\"page\":{\"size\":5}}";
    SERVER.stubFor(
        post("/v1/items")
            .withRequestBody(equalToJson(first))
            .willReturn(okJson("{\"items\":[{\"id\":1}],\"paging\":{\"next\":\"17\"}}")));
    SERVER.stubFor(
        post("/v1/items")
            .withRequestBody(equalToJson("{\"limit\":1,\"page\":{\"size\":5,\"after\":\"17\"}}"))
            .willReturn(okJson("{\"items\":[{\"id\":2}],\"paging\":{\"next\":34}}")));
    SERVER.stubFor(
        post("/v1/items")
            .withRequestBody(equalToJson("{\"limit\":1,\"page\":{\"size\":5,\"after\":34}}"))
            .willReturn(okJson("{\"items\":[{\"id\":3}]}")));
    Slot slot = new Slot.InBody(JsonPointer.compile("/page/after"));
    assertThat(read().body(first).paging(new Paging.Cursor(NEXT, slot)).ids())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void anOffsetMayStandInTheBody() {
    for (int offset = 0; offset < 3; offset++) {
      SERVER.stubFor(
          post("/v1/items")
              .withRequestBody(equalToJson("{\"q\":\"x\",\"offset\":" + offset + "}"))
              .willReturn(
                  okJson(offset < 2 ? "{\"items\":[{\"id\":" + offset + "}]}" : "{\"items\":[]}")));
    }
    Slot slot = new Slot.InBody(JsonPointer.compile("/offset"));
    assertThat(
            read()
                .body("{\"q\":\"x\",\"offset\":null}")
                .paging(new Paging.Offset(slot, 0, OptionalInt.empty()))
                .ids())
        .containsExactly(0L, 1L);
  }

  @Test
  void aPostThatFailsIsSentAgainWithItsBody() {
    SERVER.stubFor(
        post("/v1/items")
            .inScenario("outage")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("over")
            .willReturn(aResponse().withStatus(503)));
    SERVER.stubFor(
        post("/v1/items")
            .inScenario("outage")
            .whenScenarioStateIs("over")
            .withRequestBody(equalToJson("{\"q\":1}"))
            .willReturn(okJson("{\"items\":[{\"id\":1}]}")));
    assertThat(read().body("{\"q\":1}").ids()).containsExactly(1L);
  }

  @Test
  void aReadLeftMidwayKeepsNoConnectionFromOthers() {
    stub(asked(), "{\"items\":[{\"id\":1},{\"id\":2}]}");
    try (HttpAccount account =
        new HttpAccount(Origin.of(URI.create(SERVER.baseUrl())), Auth.none(), new FakeTime())) {
      for (int i = 0; i < 200; i++) {
        try (PagedRead left = read().account(account).open()) {
          assertThat(left.next()).containsEntry("id", 1L);
        }
      }
    }
    assertThat(requests()).isEqualTo(200);
  }
}
