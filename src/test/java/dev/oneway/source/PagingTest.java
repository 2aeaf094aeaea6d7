package dev.oneway.source;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.oneway.run.FatalException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
  void noPageIsFetchedBeforeItsPredecessorIsUsedUp() {
    stub(asked().withQueryParam("page", equalTo("1")), "{\"items\":[{\"id\":1},{\"id\":2}]}");
    stub(asked().withQueryParam("page", equalTo("2")), "{\"items\":[]}");
    PagedRead read = read().paging(new Paging.Numbered("page", 1)).open();
    read.next();
    read.next();
    assertThat(requests()).isEqualTo(1);
    assertThat(read.hasNext()).isFalse();
    assertThat(requests()).isEqualTo(2);
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
    assertThat(read().query("limit", "1").paging(new Paging.Cursor(NEXT, "after")).ids())
        .containsExactly(1L, 2L);
  }

  @Test
  void aNumberMayBeACursor() {
    stub(
        asked().withQueryParam("after", absent()),
        "{\"items\":[{\"id\":1}],\"paging\":{\"next\":17}}");
    stub(asked().withQueryParam("after", equalTo("17")), "{\"items\":[{\"id\":2}]}");
    assertThat(read().paging(new Paging.Cursor(NEXT, "after")).ids()).containsExactly(1L, 2L);
  }

  @Test
  void anOffsetCountsTheRecordsReallyRead() {
    stub(asked().withQueryParam("skip", equalTo("0")), "{\"items\":[{\"id\":1},{\"id\":2}]}");
    stub(asked().withQueryParam("skip", equalTo("2")), "{\"items\":[{\"id\":3}]}");
    stub(asked().withQueryParam("skip", equalTo("3")), "{\"items\":[]}");
    assertThat(read().paging(new Paging.Offset("skip", OptionalInt.empty())).ids())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void anOffsetEndsOnAShortPageWhenThePageSizeIsKnown() {
    stub(asked().withQueryParam("skip", equalTo("0")), "{\"items\":[{\"id\":1},{\"id\":2}]}");
    stub(asked().withQueryParam("skip", equalTo("2")), "{\"items\":[{\"id\":3}]}");
    assertThat(read().paging(new Paging.Offset("skip", OptionalInt.of(2))).ids())
        .containsExactly(1L, 2L, 3L);
    assertThat(requests()).isEqualTo(2);
  }

  @Test
  void pagesAreCountedFromTheFirst() {
    stub(asked().withQueryParam("p", equalTo("0")), "{\"items\":[{\"id\":1}]}");
    stub(asked().withQueryParam("p", equalTo("1")), "{\"items\":[{\"id\":2}]}");
    stub(asked().withQueryParam("p", equalTo("2")), "{\"items\":[]}");
    assertThat(read().paging(new Paging.Numbered("p", 0)).ids()).containsExactly(1L, 2L);
  }

  @Test
  void aServerThatIgnoresThePageNumberIsNotReadForEver() {
    stub(asked(), "{\"items\":[{\"id\":1}]}");
    assertThatThrownBy(() -> read().paging(new Paging.Numbered("p", 1)).all())
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
    assertThatThrownBy(() -> read().paging(new Paging.Cursor(NEXT, "after")).all())
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
}
