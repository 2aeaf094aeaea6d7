package dev.oneway.webhook.inbox;

import dev.oneway.run.Run;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Stores what a webhook brings, or what a sweep has read: the latter is part of a run. A webhook's
 * request holds no thread while it waits for its events to be durable.
 */
final class InboxProducer extends DefaultAsyncProducer {
  private final DoorEntry door;
  private final SweepEntry sweep;

  InboxProducer(Endpoint endpoint, DoorEntry door, SweepEntry sweep) {
    super(endpoint);
    this.door = door;
    this.sweep = sweep;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    if (exchange.getProperty(Run.PROPERTY) == null) {
      door.take(exchange, () -> callback.done(false));
      return false;
    }
    try {
      sweep.take(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    callback.done(true);
    return true;
  }
}
