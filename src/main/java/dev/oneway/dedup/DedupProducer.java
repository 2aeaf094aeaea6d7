package dev.oneway.dedup;

import dev.oneway.run.Chunk;
import dev.oneway.run.LastCall;
import dev.oneway.run.Run;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.SynchronizationAdapter;

/** Puts what the ledger lets on into the body, and the claim where settling finds it. */
final class DedupProducer extends DefaultProducer {
  private final Ledger ledger;

  DedupProducer(Endpoint endpoint, Ledger ledger) {
    super(endpoint);
    this.ledger = ledger;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    closeEarlier(exchange);
    if (exchange.getIn().getBody() instanceof LastCall call) {
      call.removal().ifPresent(removal -> ledger.conclude(Run.of(exchange), removal));
      return;
    }
    Claim claim = ledger.claim(Run.of(exchange), Chunk.mapped(exchange, "dedup:"));
    exchange.setProperty(Run.LISTENER_PROPERTY, claim);
    exchange.getExchangeExtension().addOnCompletion(new Closing(claim));
    exchange.getIn().setBody(claim.records());
  }

  /** A route may send the same exchange here again after a failure; it must not wait for itself. */
  private static void closeEarlier(Exchange exchange) {
    if (exchange.getProperty(Run.LISTENER_PROPERTY) instanceof Claim earlier) {
      earlier.close();
    }
  }

  private static final class Closing extends SynchronizationAdapter {
    private final Claim claim;

    Closing(Claim claim) {
      this.claim = claim;
    }

    @Override
    public void onDone(Exchange exchange) {
      claim.close();
    }
  }
}
