package dev.oneway.webhook.door;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Lets Camel's {@code platform-http:} come in through the door. Camel's own server holds a thread
 * of a pool with an endless queue for as long as a route works, and gives form bodies only parsed.
 */
public final class DoorEngine extends ServiceSupport implements PlatformHttpEngine {
  private final Door door;

  public DoorEngine(Door door) {
    this.door = door;
  }

  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    return new DoorConsumer(endpoint, processor, door);
  }

  @Override
  public int getServerPort() {
    return door.port();
  }
}
