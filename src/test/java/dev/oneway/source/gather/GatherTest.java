package dev.oneway.source.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.http.paging.RecordPlace;
import dev.oneway.run.FatalException;
import java.io.Closeable;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that are put together by what they have in common. */
class GatherTest {
  private static GatheredRecords gathered(int most, Iterator<?> source) {
    RecordPlace place = new RecordPlace(JsonPointer.compile("/department"));
    return new GatheredRecords(new Grouping(place, "department", "employees", most), source);
  }

  private static GatheredRecords gathered(Map<?, ?>... records) {
    return gathered(10, List.of(records).iterator());
  }

  @Test
  void eachGroupIsOneRecordWithItsRecordsInTheirOrder() {
    Map<String, Object> ann =
        Map.of("id", 2L, "department", "Sales", "pay", new BigDecimal("1.50"));
    Map<String, Object> bob = Map.of("id", 1L, "department", "Support");
    Map<String, Object> eve = Map.of("id", 3L, "department", "Sales");
    assertThat(gathered(ann, bob, eve))
        .toIterable()
        .containsExactly(
            Map.of("department", "Sales", "employees", List.of(ann, eve)),
            Map.of("department", "Support", "employees", List.of(bob)));
  }

  @Test
  void blanksDoNotTellGroupsApartAndLettersDo() {
    assertThat(
            gathered(
                Map.of("department", " Research  & Development"),
                Map.of("department", "Research & Development "),
                Map.of("department", "research & development"),
                Map.of("department", 7L)))
        .toIterable()
        .extracting(group -> group.get("department"))
        .containsExactly("7", "Research & Development", "research & development");
  }

  @Test
  void whatHasNothingInCommonIsInNoGroup() {
    assertThat(
            gathered(
                Map.of("id", 1L),
                Map.of("department", " "),
                Map.of("department", List.of("Sales"))))
        .isExhausted();
    assertThat(gathered()).isExhausted();
  }

  @Test
  void manyGroupsComeOutWhole() {
    Iterator<Map<String, Object>> people =
        IntStream.range(0, 60_000)
            .mapToObj(
                i ->
                    Map.<String, Object>of(
                        "id", (long) i, "department", "D" + i % 600, "note", "x".repeat(500)))
            .iterator();
    GatheredRecords groups = gathered(100, people);
    int found = 0;
    while (groups.hasNext()) {
      assertThat((List<?>) groups.next().get("employees")).hasSize(100);
      found++;
    }
    assertThat(found).isEqualTo(600);
  }

  @Test
  void aGroupThatIsTooLargeFailsTheRunWithTheRemedy() {
    Iterator<Map<String, String>> four =
        Stream.generate(() -> Map.of("department", "Sales")).limit(4).iterator();
    assertThatThrownBy(() -> gathered(3, four).hasNext())
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "a group has more than 3 records, which gather: would hold and send as one. Raise most,"
                + " or gather by something else.");
  }

  @Test
  void aReadThatBreaksOffMakesNoGroup() {
    Iterator<Map<String, String>> breaking =
        Stream.of(1, 2)
            .map(
                i -> {
                  if (i == 2) {
                    throw new IllegalStateException("connection reset");
                  }
                  return Map.of("department", "Sales");
                })
            .iterator();
    GatheredRecords groups = gathered(10, breaking);
    assertThatThrownBy(groups::hasNext).hasMessage("connection reset");
    groups.close();
    assertThat(groups.hasNext()).isFalse();
  }

  @Test
  void whatIsReadIsClosedWithIt() {
    AtomicBoolean closed = new AtomicBoolean();
    final class Source implements Iterator<Object>, Closeable {
      @Override
      public boolean hasNext() {
        return false;
      }

      @Override
      public Object next() {
        throw new AssertionError();
      }

      @Override
      public void close() {
        closed.set(true);
      }
    }
    gathered(10, new Source()).close();
    assertThat(closed).isTrue();
  }

  @Test
  void onlyRecordsArePutTogether() {
    assertThatThrownBy(() -> gathered(10, List.of("a").iterator()).hasNext())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("not String")
        .hasMessageContaining("before the split");
  }

  @Test
  void theStepPutsTheGroupsIntoTheBody() throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:in")
                  .to("gather:employees?by=/data/department&most=5")
                  .split(body())
                  .to("mock:out");
            }
          });
      context.start();
      context
          .createProducerTemplate()
          .sendBody("direct:in", List.of(Map.of("data", Map.of("department", "Sales"), "id", 1L)));
      context
          .createProducerTemplate()
          .sendBody("direct:in", Map.of("data", Map.of("department", "Support"), "id", 2L));
      assertThat(
              context
                  .getEndpoint("mock:out", org.apache.camel.component.mock.MockEndpoint.class)
                  .getExchanges())
          .extracting(exchange -> exchange.getMessage().getBody(Map.class).get("department"))
          .containsExactly("Sales", "Support");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gather:a | gather: needs by, which says what the records have in common, as in"
            + " by=/department.",
        "gather:a?by=department | by is `department`, which is no JSON pointer. Begin it with /, as in"
            + " by=/data/id.",
        "gather:a?by=/b/a | gather:a takes the member that by=/b/a fills. Give the list another name.",
        "gather:a?by=/b&most=0 | most cannot be less than 1, but is 0."
      })
  void aWrongOptionIsRefused(String uri, String message) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.start();
      assertThatThrownBy(() -> context.getEndpoint(uri)).hasRootCauseMessage(message);
      assertThatThrownBy(() -> context.getEndpoint("gather:a?by=/b&size=1"))
          .hasMessageContaining("size");
    }
  }
}
