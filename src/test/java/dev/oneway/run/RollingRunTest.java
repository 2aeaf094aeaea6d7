package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that goes on as long as something comes, and for about a minute. */
class RollingRunTest {
  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private StateStore store;
  private Books books;
  private RollingRun rolling;

  @BeforeEach
  void open() {
    store = StateDatabase.SQLITE.open(folder);
    books = new Books(store, new DeadLetters(store, clock), new Overlap(Duration.ZERO, 0), clock);
    DefaultCamelContext context = new DefaultCamelContext();
    Way way = new Way(() -> new DefaultExchange(context), exchange -> {}, () -> true);
    rolling = new RollingRun(books, "contacts", clock, way);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void itEndsAfterAMinuteAndTheNextOneBegins() {
    Run first = rolling.current();
    clock.advance(Duration.ofSeconds(59));
    rolling.renew();
    assertThat(rolling.current()).isSameAs(first);
    clock.advance(Duration.ofSeconds(1));
    rolling.renew();
    assertThat(rolling.current()).isNotSameAs(first);
    assertThat(books.log().find(first.id()).orElseThrow().state()).isEqualTo(RunState.DONE);
  }

  /** Events are put on lease to it within a transaction, and its end may take its time. */
  @Test
  void whoAsksForItNeverEndsIt() {
    Run first = rolling.current();
    clock.advance(Duration.ofHours(1));
    Run leased = store.inTransaction(handle -> rolling.current());
    assertThat(leased).isSameAs(first);
    assertThat(books.openRuns()).containsExactly(first);
  }

  @Test
  void itEndsWhenNothingHasComeForAWhile() {
    Run first = rolling.current();
    rolling.idle();
    assertThat(books.openRuns()).containsExactly(first);
    clock.advance(Duration.ofSeconds(2));
    rolling.idle();
    assertThat(books.openRuns()).isEmpty();
  }
}
