package dev.oneway.source.gather;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ObjectHelper;
import org.apache.camel.support.SynchronizationAdapter;

/** Puts {@link GatheredRecords} into the body, in place of the records they are made of. */
final class GatherProducer extends DefaultProducer {
  private final Grouping grouping;

  GatherProducer(Endpoint endpoint, Grouping grouping) {
    super(endpoint);
    this.grouping = grouping;
  }

  @Override
  public void process(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    Iterator<?> records =
        body instanceof Map<?, ?> record
            ? List.of(record).iterator()
            : ObjectHelper.createIterator(body);
    GatheredRecords gathered = new GatheredRecords(grouping, records);
    exchange.getMessage().setBody(gathered);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                gathered.close();
              }
            });
  }
}
