package dev.oneway.dedup;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Removal;
import dev.oneway.run.Chunk;
import dev.oneway.run.LastCall;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Run;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.SynchronizationAdapter;

/** Puts what the ledger lets on into the body, and the claim where settling finds it. */
final class DedupProducer extends DefaultProducer {
  private final Ledger ledger;
  private final LedgerView view;

  DedupProducer(Endpoint endpoint, Ledger ledger, LedgerView view) {
    super(endpoint);
    this.ledger = ledger;
    this.view = view;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Run run = Run.of(exchange);
    if (exchange.getIn().getBody() instanceof LastCall call) {
      call.removal().ifPresent(removal -> conclude(run, removal));
      return;
    }
    List<MappedRecord> chunk = Chunk.mapped(exchange, "dedup:");
    switch (run.kind()) {
      case PLAN -> exchange.getIn().setBody(view.toDeliver(run, chunk));
      case DRIFT -> exchange.getIn().setBody(view.delivered(run, chunk));
      case REPAIR -> deliver(exchange, () -> ledger.claimDelivered(run, chunk));
      default -> deliver(exchange, () -> ledger.claim(run, chunk));
    }
  }

  private void conclude(Run run, Removal removal) {
    if (run.kind().onlyLooks()) {
      view.conclude(run, removal);
    } else {
      ledger.conclude(run, removal);
    }
  }

  private interface Claiming {
    Claim claim() throws RetriableException;
  }

  private static void deliver(Exchange exchange, Claiming claiming) throws RetriableException {
    closeEarlier(exchange);
    Claim claim = claiming.claim();
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
