package dev.oneway.source;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.SynchronizationAdapter;

/** Puts a {@link PagedRead} into the body and closes it when the exchange is done. */
final class PagesProducer extends DefaultProducer {
  private final PagesEndpoint endpoint;

  PagesProducer(PagesEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) {
    PagedRead read = endpoint.read(exchange);
    exchange.getMessage().setBody(read);
    exchange.getExchangeExtension().addOnCompletion(new Completion(read));
  }

  /**
   * Closes what was begun. A Kamelet works on a copy of its caller's exchange, which is done before
   * the caller asks for the first record; the read must survive that, and holds nothing yet.
   */
  private static final class Completion extends SynchronizationAdapter {
    private final PagedRead read;

    Completion(PagedRead read) {
      this.read = read;
    }

    @Override
    public void onDone(Exchange exchange) {
      if (read.begun()) {
        read.close();
      }
    }
  }
}
