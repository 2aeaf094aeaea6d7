package dev.oneway.destination;

import static dev.oneway.record.TestRecords.owned;
import static dev.oneway.record.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Books;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.Traffic;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A field that is given out in turn, on its way to a destination. */
class DestinationProducerTest {
  @TempDir Path folder;
  private final List<MappedRecord> written = new ArrayList<>();
  private DefaultCamelContext context;
  private StateStore store;
  private Run run;

  @BeforeEach
  void start() {
    store = StateDatabase.SQLITE.open(folder);
    Books books =
        new Books(store, (of, some) -> {}, new Overlap(Duration.ZERO, 0), Clock.systemUTC());
    run = books.open("leads", RunKind.SCHEDULED);
    context = new DefaultCamelContext();
    context.getRegistry().bind("state", store);
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    store.close();
  }

  @Test
  void withoutALedgerTheRunFailsAndSaysWhatToPutWhere() {
    Exchange exchange = chunk(record("1", 1, "Ann"), owned("2", 1, "Bob", "005A", "005B"));
    assertThatThrownBy(() -> destination().process(exchange))
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "mappings/lead.yaml:12:3: the value of OwnerId is given out in turn, which takes a"
                + " ledger. Put `- to: dedup:ledger` before the destination.");
    assertThat(written).isEmpty();
    assertThat(run.failure()).containsInstanceOf(FatalException.class);
  }

  @Test
  void withALedgerTheDestinationGetsTheValue() throws Exception {
    Exchange exchange = chunk(record("1", 1, "Ann"), owned("2", 1, "Bob", "005A", "005B"));
    context.getEndpoint("dedup:ledger").createProducer().process(exchange);
    destination().process(exchange);
    assertThat(written).extracting(MappedRecord::key).containsExactly("1", "2");
    assertThat(written.get(1)).containsEntry("OwnerId", "005A");
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(2);
  }

  private Exchange chunk(MappedRecord... records) {
    Exchange exchange = new DefaultExchange(context);
    exchange.setProperty(Run.PROPERTY, run);
    exchange.getMessage().setBody(List.of(records));
    return exchange;
  }

  private DestinationProducer destination() {
    return new DestinationProducer(context.getEndpoint("mock:destination"), this::write);
  }

  private List<Outcome> write(List<MappedRecord> chunk, Traffic traffic) {
    written.addAll(chunk);
    return chunk.stream().map(r -> (Outcome) Outcome.Written.of(r, Fate.CREATED)).toList();
  }
}
