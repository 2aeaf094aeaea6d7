package dev.oneway.destination;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.FatalException;
import dev.oneway.run.Run;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** The Camel side of every destination: takes the chunk from the body, settles what came of it. */
public final class DestinationProducer extends DefaultProducer {
  private final Destination destination;

  public DestinationProducer(Endpoint endpoint, Destination destination) {
    super(endpoint);
    this.destination = destination;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Run run = Run.of(exchange);
    try {
      run.settle(exchange, destination.write(mappedRecords(exchange.getIn().getBody())));
    } catch (FatalException e) {
      // Known for good, also when the route handles it; the run is to name this and no aftermath.
      run.fail(e);
      throw e;
    }
  }

  private static List<MappedRecord> mappedRecords(Object body) {
    List<?> records = body instanceof List<?> list ? list : List.of(body);
    for (Object record : records) {
      if (!(record instanceof MappedRecord)) {
        throw new FatalException(
            "a destination takes mapped records, not "
                + (record == null ? "null" : record.getClass().getSimpleName())
                + ". Put a `mapping:` step before it.");
      }
    }
    return records.stream().map(MappedRecord.class::cast).toList();
  }
}
