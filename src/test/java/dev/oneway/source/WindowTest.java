package dev.oneway.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.run.FatalException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A search that gives 10,000 records and no more, asked as HubSpot wants it. */
class WindowTest {
  private static final String BEGINNING = "1970-01-01T00:00:00Z";
  private static final Instant FIRST = Instant.parse("2026-01-31T10:00:00.001Z");
  private static final String BODY =
      """
      { "filterGroups": [ { "filters": [
          { "propertyName": "lastmodifieddate", "operator": "GTE", "value": "${window}" } ] } ],
        "sorts": [ { "propertyName": "lastmodifieddate", "direction": "ASCENDING" } ],
        "limit": 200 }""";

  private final FakeSearch search = new FakeSearch();
  private final DefaultCamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() {
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    search.close();
  }

  private PagedRead open(String since, String options) {
    PagesEndpoint endpoint =
        (PagesEndpoint)
            context.getEndpoint(
                "pages:"
                    + search.url()
                    + "?method=POST&records=/results&next=cursor:/paging/next/after"
                    + "&cursorBody=/after&window=/properties/lastmodifieddate&windowFormat=millis"
                    + options
                    + "&body=RAW("
                    + BODY
                    + ")");
    Exchange exchange = endpoint.createExchange();
    exchange.setProperty("since", since);
    return endpoint.read(exchange);
  }

  private List<Integer> ids(PagedRead read) {
    return Reads.drain(read).stream().map(r -> Integer.valueOf((String) r.get("id"))).toList();
  }

  @Test
  void moreRecordsThanTheCapArriveOnceEach() {
    search.fill(12_001, id -> FIRST.plusMillis(id / 3));
    assertThat(ids(open(BEGINNING, ""))).containsExactlyElementsOf(search.ids());
    assertThat(search.asked).hasSizeLessThan(65);
  }

  @Test
  void manyRecordsOfOneTimeArriveOnceEach() {
    search.fill(12_001, id -> id <= 9_700 ? FIRST : FIRST.plusMillis(id / 1000));
    assertThat(ids(open(BEGINNING, ""))).containsExactlyElementsOf(search.ids());
  }

  @Test
  void theFirstWindowBeginsWhereTheRunDoes() {
    search.fill(10, id -> FIRST.plusSeconds(id));
    assertThat(ids(open("2026-01-31T10:00:05.001Z", ""))).containsExactly(5, 6, 7, 8, 9, 10);
    assertThat(search.asked).hasSize(1);
    assertThat(search.asked.get(0).at("/filterGroups/0/filters/0/value").textValue())
        .isEqualTo(String.valueOf(FIRST.plusSeconds(5).toEpochMilli()));
  }

  @Test
  void aRecordThatChangesMeanwhileMakesNoOtherGoMissing() {
    search.fill(1_000, id -> FIRST.plusMillis(id));
    search.meanwhile =
        () -> search.contacts.put(search.asked.size(), FIRST.plusSeconds(search.asked.size()));
    assertThat(ids(open(BEGINNING, ""))).containsAll(search.ids()).hasSizeLessThan(1_020);
  }

  @Test
  void aFullWindowWithoutANextPageIsNoEnd() {
    search.fill(1_000, id -> id <= 300 ? FIRST : FIRST.plusMillis(id));
    search.shown = 400;
    assertThat(ids(open(BEGINNING, "&windowSize=400"))).containsExactlyElementsOf(search.ids());
  }

  @Test
  void moreRecordsOfOneTimeThanTheCapAreANamedFault() {
    search.fill(12_000, id -> FIRST);
    assertThatThrownBy(() -> ids(open(BEGINNING, "")))
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "POST "
                + search.url()
                + " gives 10000 records of one and the same time, 2026-01-31T10:00:00.001Z, and no more than windowSize=10000 of them can be read. Narrow the question, or change some of these records.");
  }

  @Test
  void theWindowSizeIsTheServersAndNotOurs() {
    search.fill(1_000, id -> FIRST);
    assertThatThrownBy(() -> ids(open(BEGINNING, "&windowSize=450")))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("gives 400 records of one and the same time");
    assertThat(search.asked).hasSize(3);
  }

  @Test
  void aRecordOutOfOrderIsANamedFault() {
    search.fill(300, id -> FIRST.plusMillis(id));
    search.order = Map.Entry.<Integer, Instant>comparingByValue().reversed();
    assertThatThrownBy(() -> ids(open(BEGINNING, "")))
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "a record of 2026-01-31T10:00:00.300Z comes after one of 2026-01-31T10:00:00.301Z, so others may be missing. Sort the records by /properties/lastmodifieddate, the earliest first, in query or body.");
  }

  @Test
  void aServerThatDoesNotHeedTheWindowIsANamedFault() {
    search.fill(300, id -> FIRST.plusMillis(id));
    search.heedsFilter = false;
    assertThatThrownBy(() -> ids(open(BEGINNING, "")))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("so others may be missing");
    assertThatThrownBy(() -> ids(open("2026-02-01T00:00:00Z", "")))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining(
            " gives records from before 2026-02-01T00:00:00Z, where its window begins.");
  }

  @Test
  void aRecordWithoutATimeIsANamedFault() {
    search.fill(1, id -> FIRST);
    PagesEndpoint endpoint =
        (PagesEndpoint)
            context.getEndpoint(
                "pages:"
                    + search.url()
                    + "?method=POST&records=/results&next=cursor:/after&cursorBody=/after"
                    + "&window=/properties/changed&windowFormat=millis&body=RAW("
                    + BODY
                    + ")");
    Exchange exchange = endpoint.createExchange();
    exchange.setProperty("since", BEGINNING);
    assertThatThrownBy(() -> Reads.drain(endpoint.read(exchange)))
        .isInstanceOf(FatalException.class)
        .hasMessageStartingWith("a record has no time at /properties/changed,");
  }

  @Test
  void aWatermarkThatIsANumberBeginsIn1970() {
    search.fill(3, id -> FIRST);
    assertThat(ids(open("4711", ""))).containsExactly(1, 2, 3);
  }

  @Test
  void withoutARunTheWindowHasNoStart() {
    assertThatThrownBy(() -> open("", ""))
        .isInstanceOf(FatalException.class)
        .hasMessageStartingWith("the window has no start: ${exchangeProperty.since} is no time");
  }
}
