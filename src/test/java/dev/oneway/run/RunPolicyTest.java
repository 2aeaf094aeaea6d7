package dev.oneway.run;

import static dev.oneway.record.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** Whatever a route makes of its exceptions, its run tells the truth. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class RunPolicyTest {
  private static final String BAD = "7";

  @Parameter StateDatabase database;
  @TempDir Path folder;
  private StateStore store;
  private Books books;
  private CamelContext context;
  private final List<MappedRecord> written = new ArrayList<>();
  private final List<String> since = new ArrayList<>();
  private String runInLog;

  @BeforeEach
  void start() throws Exception {
    store = database.open(folder);
    Clock clock = Clock.systemUTC();
    books = new Books(store, new DeadLetters(store, clock), Overlap.DEFAULT, clock);
    context = new DefaultCamelContext();
    context.getRegistry().bind("chunk5", new ChunkExpression(5));
    context.addRoutePolicyFactory(
        new RunPolicyFactory(books, id -> Optional.of(id).filter(i -> i.startsWith("flow-"))));
    context.addRoutes(routes());
    context.start();
  }

  private RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:stop")
            .routeId("flow-stop")
            .process(RunPolicyTest.this::remember)
            .split()
            .ref("chunk5")
            .streaming()
            .stopOnException()
            .process(RunPolicyTest.this::write);
        from("direct:handled")
            .routeId("flow-handled")
            .onException(Exception.class)
            .handled(true)
            .end()
            .split()
            .ref("chunk5")
            .streaming()
            .process(RunPolicyTest.this::write);
        from("direct:handled-stop")
            .routeId("flow-handled-stop")
            .onException(Exception.class)
            .handled(true)
            .end()
            .split()
            .ref("chunk5")
            .streaming()
            .stopOnException()
            .process(RunPolicyTest.this::write);
        from("direct:continued")
            .routeId("flow-continued")
            .onException(Exception.class)
            .continued(true)
            .end()
            .split()
            .ref("chunk5")
            .streaming()
            .process(RunPolicyTest.this::write);
        from("direct:dropping")
            .routeId("flow-dropping")
            .split()
            .ref("chunk5")
            .streaming()
            .process(RunPolicyTest.this::dropFirst)
            .process(RunPolicyTest.this::write);
        from("direct:rejected").routeId("flow-rejected").process(RunPolicyTest.this::reject);
        from("direct:through").routeId("flow-through").to("direct:inner");
        from("direct:inner")
            .routeId("inner")
            .split()
            .ref("chunk5")
            .streaming()
            .process(RunPolicyTest.this::write);
        from("direct:parallel")
            .routeId("flow-parallel")
            .split()
            .ref("chunk5")
            .streaming()
            .parallelProcessing()
            .process(RunPolicyTest.this::write);
      }
    };
  }

  private void remember(Exchange exchange) {
    since.add(exchange.getProperty(Run.SINCE_PROPERTY, String.class));
    runInLog = MDC.get("run");
  }

  private synchronized void write(Exchange exchange) {
    Run run = Run.of(exchange);
    List<Outcome> outcomes = new ArrayList<>();
    for (Object body : exchange.getMessage().getBody(List.class)) {
      MappedRecord record = (MappedRecord) body;
      if (record.key().equals(BAD)) {
        throw new IllegalStateException("connection reset");
      }
      run.seen(record.version().orElseThrow());
      outcomes.add(Outcome.Written.of(record, Fate.CREATED));
      written.add(record);
    }
    run.settle(exchange, outcomes);
  }

  /** What Camel does with the next step of an exchange that began while it was told to stop. */
  private void reject(Exchange exchange) {
    if (exchange.getMessage().getBody() != null) {
      var unused = ForkJoinPool.commonPool().submit(context::stop);
      await().until(context::isStopping);
    }
    throw new RejectedExecutionException();
  }

  private void dropFirst(Exchange exchange) {
    List<?> chunk = exchange.getMessage().getBody(List.class);
    exchange.getMessage().setBody(chunk.subList(1, chunk.size()));
  }

  @AfterEach
  void stop() {
    context.stop();
    store.close();
  }

  @Test
  void aRunThatDeliversEverythingIsDoneAndTheNextReadsFromThere() {
    assertThat(send("stop", good(12)).getException()).isNull();
    assertThat(last().state()).isEqualTo(RunState.DONE);
    assertThat(last().flow()).isEqualTo("flow-stop");
    assertThat(last().kind()).isEqualTo("scheduled");
    assertThat(last().countsInWords()).isEqualTo("read 12, created 12");
    assertThat(last().watermark()).contains(Version.of(112));
    assertThat(runInLog).isEqualTo(last().id());
    assertThat(MDC.get("run")).isNull();
    send("stop", List.of());
    assertThat(since)
        .containsExactly("1970-01-01T00:00:00Z", String.valueOf(112 - Overlap.DEFAULT.numbers()));
    assertThat(last().state()).isEqualTo(RunState.DONE);
    assertThat(last().countsInWords()).isEqualTo("read 0");
  }

  @Test
  void aChunkThatFailsEndsTheRunAndTheExchange() {
    assertThat(send("stop", bad(12)).getException()).hasRootCauseMessage("connection reset");
    assertThat(last().state()).isEqualTo(RunState.FAILED);
    assertThat(last().reason()).contains("connection reset");
    assertThat(last().watermark()).isEmpty();
    assertThat(last().counts().read()).isEqualTo(10);
  }

  @Test
  void aRunThatBeginsWhileAllIsStoppedIsInterrupted() {
    send("rejected", null);
    assertThat(last().state()).isEqualTo(RunState.FAILED);

    send("rejected", "stop");
    await().until(context::isStopped);
    assertThat(last().state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(last().reason().orElseThrow()).startsWith("stopped on request");
  }

  @Test
  void whatIsLeftOfTheSourceAfterAFailureIsNotReadAndTheSourceIsClosed() {
    Endless source = new Endless();
    send("stop", source);
    assertThat(source.read).isBetween(10, 11);
    assertThat(source.closed).isTrue();
    assertThat(last().state()).isEqualTo(RunState.FAILED);
  }

  private static final class Endless implements Iterator<MappedRecord>, Closeable {
    private int read;
    private boolean closed;

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public MappedRecord next() {
      read++;
      return record(Integer.toString(read), 1, "A");
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void aHandledFailureStillFailsTheRunWhileTheOtherChunksAreDelivered() {
    assertThat(send("handled", bad(12)).getException()).isNull();
    assertThat(last().state()).isEqualTo(RunState.FAILED);
    assertThat(last().counts().read()).isEqualTo(12);
    assertThat(last().watermark()).isEmpty();
  }

  @Test
  void aHandledFailureThatStopsTheReadingFailsTheRun() {
    assertThat(send("handled-stop", bad(12)).getException()).isNull();
    assertThat(last().state()).isEqualTo(RunState.FAILED);
    assertThat(last().watermark()).isEmpty();
  }

  @Test
  void aHandledFailureInTheLastChunkFailsTheRun() {
    send("handled-stop", bad(8));
    assertThat(last().state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aFailureTheRouteIgnoresFailsTheRun() {
    send("continued", bad(12));
    assertThat(last().state()).isEqualTo(RunState.FAILED);
    assertThat(last().watermark()).isEmpty();
  }

  @Test
  void aSourceThatBreaksOffFailsTheRunEvenWhenTheRouteHandlesIt() {
    send("handled", brokenAfter(7));
    assertThat(last().state()).isEqualTo(RunState.FAILED);
    assertThat(last().reason()).contains("page 2: 503");
    assertThat(last().watermark()).isEmpty();
  }

  @Test
  void aRouteThatDropsRecordsFailsItsRun() {
    assertThat(send("dropping", good(5)).getException()).isNull();
    assertThat(last().state()).isEqualTo(RunState.FAILED);
    assertThat(last().reason().orElseThrow()).contains("the books don't balance");
    assertThat(last().watermark()).isEmpty();
  }

  @Test
  void aRouteInsideTheFlowBelongsToItsRun() {
    send("through", good(12));
    assertThat(books.log().latest(10)).hasSize(1);
    assertThat(last().countsInWords()).isEqualTo("read 12, created 12");
    assertThat(last().state()).isEqualTo(RunState.DONE);
  }

  @Test
  void aRouteThatIsNoFlowHasNoRun() {
    assertThat(send("inner", good(1)).getException())
        .hasStackTraceContaining("no run is open for the exchange");
    assertThat(books.log().latest(10)).isEmpty();
  }

  @Test
  void chunksMayGoSideBySide() {
    send("parallel", good(100));
    assertThat(last().state()).isEqualTo(RunState.DONE);
    assertThat(last().countsInWords()).isEqualTo("read 100, created 100");
    assertThat(last().watermark()).contains(Version.of(200));
  }

  @Test
  void theKindOfARunIsAskedForByTheExchange() {
    context
        .createProducerTemplate()
        .send(
            "direct:stop",
            exchange -> {
              exchange.setProperty(Run.ERRAND_PROPERTY, Errand.of(RunKind.REPLAY));
              exchange.getMessage().setBody(good(1));
            });
    assertThat(last().kind()).isEqualTo("replay");
    assertThat(last().watermark()).isEmpty();
  }

  @Test
  void withoutAStateStoreNothingRuns() {
    store.close();
    assertThat(send("stop", good(1)).getException()).isNotNull();
    assertThat(send("handled", good(1)).getException()).isNotNull();
    assertThat(written).isEmpty();
    assertThat(since).isEmpty();
  }

  private Exchange send(String route, Object body) {
    return context
        .createProducerTemplate()
        .send("direct:" + route, exchange -> exchange.getMessage().setBody(body));
  }

  private RunSummary last() {
    return books.log().latest(1).get(0);
  }

  private static List<MappedRecord> good(int count) {
    return records("k", count);
  }

  /** The seventh fails: in the second chunk. */
  private static List<MappedRecord> bad(int count) {
    return records("", count);
  }

  private static List<MappedRecord> records(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> record(prefix + i, 100 + i, "A")).toList();
  }

  private static Iterator<MappedRecord> brokenAfter(int count) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(
            i -> {
              if (i > count) {
                throw new IllegalStateException("page 2: 503");
              }
              return record("k" + i, 100 + i, "A");
            })
        .iterator();
  }
}
