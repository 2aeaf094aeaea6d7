package dev.oneway.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.TestRecords;
import dev.oneway.run.Books;
import dev.oneway.run.ChunkExpression;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunPolicyFactory;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dedup:} in a route, between a mapping and a destination. */
class DedupRouteTest {
  @TempDir Path folder;
  private StateStore store;
  private Books books;
  private CamelContext context;
  private final List<MappedRecord> delivered = new ArrayList<>();
  private int failures;

  @BeforeEach
  void start() throws Exception {
    store = StateDatabase.SQLITE.open(folder);
    Clock clock = Clock.systemUTC();
    books = new Books(store, new DeadLetters(store, clock), new Overlap(Duration.ZERO, 0), clock);
    context = new DefaultCamelContext();
    context.getRegistry().bind("state", store);
    context.getRegistry().bind("chunk10", new ChunkExpression(10));
    context.addRoutePolicyFactory(new RunPolicyFactory(books, Optional::of));
    context.addRoutes(routes());
    context.start();
  }

  private RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        onException(IOException.class).maximumRedeliveries(2).redeliveryDelay(0);
        from("direct:contacts")
            .routeId("contacts")
            .split()
            .ref("chunk10")
            .streaming()
            .stopOnException()
            .to("dedup:ledger")
            .process(DedupRouteTest.this::destination);
        from("direct:unsplit")
            .routeId("unsplit")
            .to("dedup:ledger")
            .process(DedupRouteTest.this::destination);
      }
    };
  }

  private void destination(Exchange exchange) throws IOException {
    if (failures > 0) {
      failures--;
      throw new IOException("connection reset");
    }
    List<?> body = exchange.getMessage().getBody(List.class);
    List<Outcome> outcomes = new ArrayList<>();
    for (Object record : body) {
      delivered.add((MappedRecord) record);
      outcomes.add(Outcome.Written.of((MappedRecord) record, Fate.CREATED));
    }
    Run.of(exchange).settle(exchange, outcomes);
  }

  @AfterEach
  void stop() {
    context.stop();
    store.close();
  }

  @Test
  void onlyWhatTheDestinationDoesNotHoldGoesOnAndTheBooksBalance() {
    run(records(25, 1));
    assertThat(delivered).hasSize(25);
    run(records(30, 1));
    assertThat(delivered).hasSize(30);
    assertThat(last().state()).isEqualTo(RunState.DONE);
    assertThat(last().countsInWords()).isEqualTo("read 30, unchanged 25, created 5");
  }

  @Test
  void aStepThatIsRetriedDeliversOnce() {
    failures = 2;
    run(records(5, 1));
    assertThat(delivered).hasSize(5).noneMatch(MappedRecord::maybeDelivered);
    assertThat(last().state()).isEqualTo(RunState.DONE);
  }

  @Test
  void aChunkThatFailedIsDeliveredByTheNextRunAsPerhapsDelivered() {
    failures = 3;
    assertThatThrownBy(() -> run(records(15, 1))).isInstanceOf(CamelExecutionException.class);
    assertThat(delivered).isEmpty();
    run(records(15, 1));
    assertThat(delivered.subList(0, 10)).allMatch(MappedRecord::maybeDelivered);
    assertThat(delivered.subList(10, 15)).noneMatch(MappedRecord::maybeDelivered);
    assertThat(last().state()).isEqualTo(RunState.DONE);
  }

  @Test
  void aSingleRecordWillDo() {
    context
        .createProducerTemplate()
        .send(
            "direct:unsplit",
            exchange -> exchange.getMessage().setBody(TestRecords.record("1", 1, "A")));
    assertThat(delivered).hasSize(1);
  }

  @Test
  void anythingButMappedRecordsIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> run(List.of(java.util.Map.of("id", 1L))))
        .hasRootCauseInstanceOf(FatalException.class)
        .rootCause()
        .hasMessageContaining("mapped records")
        .hasMessageContaining("`mapping:`");
  }

  @Test
  void withoutAStateStoreTheRouteDoesNotStart() throws Exception {
    CamelContext bare = new DefaultCamelContext();
    bare.start();
    assertThatThrownBy(() -> bare.getEndpoint("dedup:ledger"))
        .hasRootCauseMessage(
            "dedup:ledger finds no state store. Bind one StateStore in the Camel registry.");
    bare.stop();
  }

  @Test
  void theTimeAChunkWaitsIsASettingOfTheComponent() throws Exception {
    DedupComponent component = context.getComponent("dedup", DedupComponent.class);
    assertThat(component.getClaimTimeout()).isEqualTo(Duration.ofSeconds(60));
    component.setClaimTimeout(Duration.ofMillis(5));
    assertThatThrownBy(() -> context.getEndpoint("dedup:other"))
        .hasRootCauseMessage("claimTimeout cannot be less than 100ms, but is 5ms");
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThatThrownBy(() -> context.getEndpoint("dedup:other?ttl=5")).hasMessageContaining("ttl");
  }

  private void run(List<?> records) {
    context.createProducerTemplate().sendBody("direct:contacts", records);
  }

  private RunSummary last() {
    return books.log().latest(1).get(0);
  }

  private static List<MappedRecord> records(int count, int version) {
    return IntStream.range(0, count)
        .mapToObj(i -> TestRecords.record("k" + i, version, "A"))
        .toList();
  }
}
