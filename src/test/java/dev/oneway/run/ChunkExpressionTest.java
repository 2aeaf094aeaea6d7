package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.state.StateDatabase;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkExpressionTest {
  private final TestClock clock = new TestClock();
  private final Books books =
      new Books(
          StateDatabase.SQLITE.shared(),
          new DeadLetters(StateDatabase.SQLITE.shared(), clock),
          new Overlap(Duration.ZERO, 0),
          clock);
  private final Run run = books.open("chunks", RunKind.ONCE);
  private final CamelContext context = new DefaultCamelContext();

  @ParameterizedTest
  @CsvSource({"0, 3, ''", "1, 3, 1", "3, 3, 3", "7, 3, 3 3 1", "6, 3, 3 3", "2, 1, 1 1"})
  void recordsComeInChunksAndAreCountedAsRead(int records, int size, String sizes) {
    List<String> seen = new ArrayList<>();
    chunks(size, IntStream.range(0, records).boxed().toList())
        .forEachRemaining(chunk -> seen.add(Integer.toString(chunk.size())));
    assertThat(String.join(" ", seen)).isEqualTo(sizes);
    assertThat(run.counts().read()).isEqualTo(records);
  }

  @Test
  void noMoreIsReadThanTheChunkThatIsAskedFor() {
    AtomicInteger produced = new AtomicInteger();
    Iterator<Integer> source = IntStream.generate(produced::incrementAndGet).iterator();
    Iterator<Chunk> chunks = chunks(100, source);
    chunks.next();
    assertThat(run.counts().read()).isEqualTo(100);
    assertThat(produced.get()).isBetween(100, 101);
  }

  @Test
  void aSourceOfAnyLengthNeedsTheMemoryOfOneChunk() {
    Iterator<byte[]> twoGigabytes =
        IntStream.range(0, 1_000_000).mapToObj(i -> new byte[2_000]).iterator();
    Iterator<Chunk> chunks = chunks(500, twoGigabytes);
    int count = 0;
    while (chunks.hasNext()) {
      count += chunks.next().size();
    }
    assertThat(count).isEqualTo(1_000_000);
    assertThat(run.counts().read()).isEqualTo(1_000_000);
  }

  @Test
  void aSingleRecordIsAChunkOfOne() {
    Map<String, Object> record = Map.of("a", 1L, "b", 2L);
    assertThat(chunks(10, record).next()).containsExactly(record);
    assertThat(run.counts().read()).isEqualTo(1);
  }

  @Test
  void noBodyIsNoRecord() {
    assertThat(chunks(10, null).hasNext()).isFalse();
  }

  @Test
  void aSourceThatBreaksOffFailsTheRun() {
    Iterator<Chunk> chunks = chunks(2, brokenAfter(3));
    assertThat(chunks.next()).hasSize(2);
    assertThatThrownBy(chunks::next)
        .isInstanceOf(FatalException.class)
        .hasMessage("the source broke off: page 2: 503");
    assertThat(run.failure().orElseThrow()).hasMessage("page 2: 503");
    assertThat(chunks.hasNext()).as("asked only to throw away what is left").isFalse();
  }

  @Test
  void aSourceThatBrokeOffIsNotReadOnInTheSameRun() {
    Exchange exchange = exchange(brokenAfter(3));
    ChunkExpression expression = new ChunkExpression(2);
    Iterator<Chunk> chunks = iterator(expression, exchange);
    chunks.next();
    assertThatThrownBy(chunks::next)
        .isInstanceOf(FatalException.class)
        .hasMessage("the source broke off: page 2: 503");
    assertThatThrownBy(() -> expression.evaluate(exchange))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("broke off midway");
  }

  @Test
  void aSourceThatWasNotReadToItsEndFailsTheRun() {
    Exchange exchange = exchange(List.of(1, 2, 3));
    Iterator<Chunk> chunks = iterator(new ChunkExpression(2), exchange);
    chunks.next();
    ChunkExpression.requireExhausted(exchange, run);
    assertThat(run.failure().orElseThrow()).hasMessage("the source was not read to its end");
  }

  @Test
  void aSourceThatWasReadToItsEndIsFine() {
    Exchange exchange = exchange(List.of(1, 2, 3));
    iterator(new ChunkExpression(2), exchange).forEachRemaining(chunk -> {});
    ChunkExpression.requireExhausted(exchange, run);
    assertThat(run.failure()).isEmpty();
  }

  @Test
  void afterAFailureOfTheRunNothingMoreIsRead() {
    Iterator<Chunk> chunks = chunks(2, List.of(1, 2, 3));
    chunks.next();
    run.fail(new IllegalStateException("elsewhere"));
    assertThatThrownBy(chunks::hasNext)
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("the run has failed");
  }

  @Test
  void behindTheLastChunkThereIsNone() {
    Iterator<Chunk> chunks = chunks(2, List.of(1));
    chunks.next();
    assertThatThrownBy(chunks::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void closingTheChunksClosesTheSource() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    class Source implements Iterator<Object>, Closeable {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Object next() {
        return 1;
      }

      @Override
      public void close() {
        closed.set(true);
      }
    }
    ((Closeable) chunks(2, new Source())).close();
    assertThat(closed).isTrue();
    ((Closeable) chunks(2, List.of(1))).close();
  }

  @Test
  void aChunkHoldsAtLeastOneRecord() {
    assertThatThrownBy(() -> new ChunkExpression(0))
        .hasMessage("a chunk holds at least 1 record, not 0");
  }

  @Test
  void outsideOfAFlowThereAreNoChunks() {
    Exchange exchange = new DefaultExchange(context);
    assertThatThrownBy(() -> new ChunkExpression(1).evaluate(exchange))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("routes folder");
  }

  @Test
  void whatDoesNotComeInChunksIsCountedWhenItArrives() {
    Exchange two = exchange(List.of(1, 2));
    assertThat(Chunk.of(run, two)).hasSize(2);
    assertThat(Chunk.of(run, exchange(Map.of("a", 1)))).hasSize(1);
    assertThat(Chunk.of(run, exchange(null))).isEmpty();
    assertThat(run.counts().read()).isEqualTo(3);
    assertThat(Chunk.of(run, two)).as("tried again").hasSize(2);
    assertThat(run.counts().read()).isEqualTo(3);
  }

  @Test
  void whatComesInChunksIsNotCountedAgainAlsoWhenAStepHandsOnAnotherList() {
    Exchange exchange = exchange(List.of(1, 2));
    Chunk chunk = iterator(new ChunkExpression(2), exchange).next();
    exchange.getMessage().setBody(List.copyOf(chunk));
    assertThat(Chunk.of(run, exchange)).hasSize(2);
    assertThat(run.counts().read()).isEqualTo(2);
  }

  private static Iterator<Integer> brokenAfter(int records) {
    return IntStream.iterate(1, i -> i + 1)
        .peek(
            i -> {
              if (i > records) {
                throw new IllegalStateException("page 2: 503");
              }
            })
        .iterator();
  }

  private Iterator<Chunk> chunks(int size, Object body) {
    return iterator(new ChunkExpression(size), exchange(body));
  }

  @SuppressWarnings("unchecked")
  private static Iterator<Chunk> iterator(ChunkExpression expression, Exchange exchange) {
    return (Iterator<Chunk>) expression.evaluate(exchange);
  }

  private Exchange exchange(Object body) {
    Exchange exchange = new DefaultExchange(context);
    exchange.setProperty(Run.PROPERTY, run);
    exchange.getIn().setBody(body);
    return exchange;
  }
}
