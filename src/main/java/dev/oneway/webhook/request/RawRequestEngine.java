package dev.oneway.webhook.request;

import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * What serves {@code platform-http:} here: routes get each request as it arrived, forms included.
 * Bind it as {@link #NAME} before Camel starts.
 *
 * <p>Threads may share it.
 */
public final class RawRequestEngine extends VertxPlatformHttpEngine {
  /** Where Camel looks for it. */
  public static final String NAME = "platform-http-engine";

  public RawRequestEngine() {
    setHandlers(List.of(HiddenFormType::show));
  }

  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    return new RawRequestConsumer(
        endpoint,
        processor,
        getHandlers(),
        VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()));
  }
}
