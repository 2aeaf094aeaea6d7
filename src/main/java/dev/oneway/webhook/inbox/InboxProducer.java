package dev.oneway.webhook.inbox;

import dev.oneway.run.Run;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Stores what a webhook brings, or what a sweep has read: the latter is part of a run. */
final class InboxProducer extends DefaultProducer {
  private final DoorEntry door;
  private final SweepEntry sweep;

  InboxProducer(Endpoint endpoint, DoorEntry door, SweepEntry sweep) {
    super(endpoint);
    this.door = door;
    this.sweep = sweep;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    if (exchange.getProperty(Run.PROPERTY) == null) {
      door.take(exchange);
    } else {
      sweep.take(exchange);
    }
  }
}
