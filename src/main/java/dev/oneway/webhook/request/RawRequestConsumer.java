package dev.oneway.webhook.request;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** Gives each exchange its {@link WebhookRequest}, and a form's bytes as the body. */
final class RawRequestConsumer extends VertxPlatformHttpConsumer {
  private final String routerName;
  private Route hiding;

  RawRequestConsumer(
      PlatformHttpEndpoint endpoint,
      Processor processor,
      List<Handler<RoutingContext>> handlers,
      String routerName) {
    super(endpoint, processor, handlers, routerName);
    this.routerName = routerName;
  }

  @Override
  protected void doStart() throws Exception {
    // Before Camel's own route of the same path, which reads the body.
    hiding = router().route(pathForVertx()).handler(HiddenFormType::hide);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (hiding != null) {
      hiding.remove();
    }
  }

  /** As Camel looks for it: the second name is the one of a port the machine chose. */
  private VertxPlatformHttpRouter router() {
    CamelContext context = getEndpoint().getCamelContext();
    return Optional.ofNullable(VertxPlatformHttpRouter.lookup(context, routerName))
        .orElseGet(
            () ->
                VertxPlatformHttpRouter.lookup(
                    context, VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO));
  }

  private String pathForVertx() {
    String path = getEndpoint().getPath().replaceAll("\\{([^/}]+)}", ":$1");
    return getEndpoint().isMatchOnUriPrefix() && !path.endsWith("*") ? path + "*" : path;
  }

  @Override
  protected Future<Void> populateCamelMessage(
      RoutingContext routing, Exchange exchange, Message message) {
    return super.populateCamelMessage(routing, exchange, message)
        .map(
            done -> {
              WebhookRequest request = received(routing);
              request.begin(exchange);
              if (HiddenFormType.isForm(routing)) {
                message.setBody(request.body());
              }
              return done;
            });
  }

  private static WebhookRequest received(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Buffer body = routing.body().buffer();
    Map<String, List<String>> headers =
        request.headers().entries().stream()
            .collect(
                Collectors.groupingBy(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return new WebhookRequest(
        request.method().name(),
        request.scheme() + "://" + request.authority(),
        request.uri(),
        headers,
        body == null ? new byte[0] : body.getBytes());
  }
}
