package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** A run whose next step is refused because all is about to end hasn't failed. */
class StoppedRunTest {
  private final Throwable refusal = new RejectedExecutionException("not while it stops");

  /** A Camel that says it is about to stop, or not. */
  private static final class Ending extends DefaultCamelContext {
    private final boolean stopping;

    Ending(boolean stopping) {
      this.stopping = stopping;
    }

    @Override
    public boolean isStopping() {
      return stopping;
    }
  }

  private static Exchange exchange(boolean stopping) {
    return new DefaultExchange(new Ending(stopping));
  }

  private Throwable wrapped(Exchange exchange) {
    return new CamelExchangeException("a part of a chunk", exchange, refusal);
  }

  @Test
  void itWasStoppedAlsoWhereASplitterSaysSo() {
    Exchange exchange = exchange(true);
    assertThat(RunPolicy.named(refusal, exchange)).isInstanceOf(StoppedException.class);
    assertThat(RunPolicy.named(wrapped(exchange), exchange)).isInstanceOf(StoppedException.class);
  }

  @Test
  void whatFailsForAnotherReasonOrAtAnotherTimeHasFailed() {
    IllegalStateException other = new IllegalStateException("other");
    assertThat(RunPolicy.named(other, exchange(true))).isSameAs(other);
    Exchange going = exchange(false);
    assertThat(RunPolicy.named(refusal, going)).isSameAs(refusal);
  }
}
