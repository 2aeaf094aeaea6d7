package dev.oneway.destination;

import dev.oneway.run.Chunk;
import dev.oneway.run.FatalException;
import dev.oneway.run.Run;
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
      run.settle(exchange, destination.write(Chunk.mapped(exchange, "a destination")));
    } catch (FatalException e) {
      // Known for good, also when the route handles it; the run is to name this and no aftermath.
      run.fail(e);
      throw e;
    }
  }
}
