package dev.oneway.destination.send;

import dev.oneway.destination.Destination;
import dev.oneway.destination.DestinationProducer;
import dev.oneway.destination.Inspectable;
import dev.oneway.destination.Inspection;
import dev.oneway.record.Shape;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Sends each record of a chunk to another Camel endpoint as a message of its own, for systems that
 * know neither an upsert nor an answer to it: mail, files, queues. The message's body is the record
 * as a map of the mapped fields; a direct route can make of it what the system wants. Options are
 * the other endpoint's.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    generateConfigurer = false,
    scheme = "send",
    title = "Send",
    syntax = "send:endpoint",
    producerOnly = true,
    lenientProperties = true,
    category = Category.MESSAGING)
public final class SendEndpoint extends DefaultEndpoint implements Inspectable {

  @UriPath(description = "The URI of the endpoint that gets the records")
  @Metadata(required = true)
  private final String endpoint;

  private final Endpoint target;
  private SendDestination destination;

  SendEndpoint(String uri, SendComponent component, String endpoint) {
    super(uri, component);
    this.endpoint = endpoint;
    // Created now, so that what is wrong with it is told while the route is loaded.
    target = component.getCamelContext().getEndpoint(endpoint);
  }

  public String getEndpoint() {
    return endpoint;
  }

  @Override
  public Destination destination() {
    return opened();
  }

  private synchronized SendDestination opened() {
    if (destination == null) {
      destination = new SendDestination(target, getCamelContext().createProducerTemplate());
    }
    return destination;
  }

  @Override
  public Producer createProducer() {
    return new DestinationProducer(this, opened());
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("`send:` is a destination: write `to: send:…`");
  }

  /** Nothing is known of what the other endpoint takes. */
  @Override
  public Inspection inspect(Shape shape) {
    return new Inspection.Examined(List.of(), List.of());
  }

  /** The other endpoint's options are checked by itself. */
  @Override
  public boolean isLenientProperties() {
    return true;
  }

  @Override
  protected void doStop() throws Exception {
    if (destination != null) {
      destination.stop();
    }
    super.doStop();
  }
}
