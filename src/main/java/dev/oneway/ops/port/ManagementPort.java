package dev.oneway.ops.port;

import dev.oneway.state.StatePulse;
import dev.oneway.webhook.door.StrictDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server for operations, on a port of its own, with threads of its own: whatever comes in
 * at the door of webhooks, this one answers. Opened and closed by one thread.
 */
public final class ManagementPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementPort.class);
  private static final int HEADER_BYTES = 16 << 10;
  private static final int BODY_BYTES = 64 << 10;
  private static final int WORKERS = 4;
  private static final int WATCHERS = 2;
  private static final long CLOSING_SECONDS = 5;
  private static final Duration ARRIVAL = Duration.ofSeconds(10);

  private static final Map<Integer, String> REFUSALS =
      Map.of(
          400, "The request can't be read.",
          404, "Nothing is here.",
          405, "Not with this method.",
          413, "The body is larger than " + BODY_BYTES + " bytes.");

  private final PortOptions options;
  private final AuditLog audit;
  private final StatePulse pulse;
  private final List<Pages> pages;
  private final Visitors visitors;
  private Vertx vertx;
  private HttpServer server;
  private final WarmUp warmUp = new WarmUp();
  private List<String> addresses = List.of();
  private List<String> toWarmUp = List.of();

  public ManagementPort(PortOptions options, AuditLog audit, StatePulse pulse, List<Pages> pages) {
    this(options, audit, pulse, pages, new Visitors(ARRIVAL));
  }

  ManagementPort(
      PortOptions options, AuditLog audit, StatePulse pulse, List<Pages> pages, Visitors visitors) {
    this.pulse = pulse;
    this.visitors = visitors;
    this.options = options;
    this.audit = audit;
    this.pages = List.copyOf(pages);
  }

  /**
   * Lets requests in.
   *
   * @throws IllegalArgumentException when the address can't be had, or the certificate not be used
   */
  public void open() {
    vertx = Vertx.vertx(vertxOptions());
    HttpServerOptions serverOptions = serverOptions();
    Router router = router();
    server =
        vertx
            .createHttpServer(serverOptions)
            .connectionHandler(connection -> welcome(connection, serverOptions))
            .requestHandler(request -> receive(request, router))
            .invalidRequestHandler(ManagementPort::refuse)
            .exceptionHandler(e -> LOG.debug("a connection failed: {}", e.getMessage()));
    try {
      server.listen().toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      close();
      throw new IllegalArgumentException(refusal(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    vertx.setPeriodic(Visitors.LOOK_MILLIS, timer -> visitors.look());
    tell();
    if (options.tls().isEmpty()) {
      warmUp.ask(vertx, isEverywhere() ? "localhost" : options.host(), port(), toWarmUp);
    }
  }

  private boolean isEverywhere() {
    return List.of("0.0.0.0", "::", "[::]").contains(options.host());
  }

  private static VertxOptions vertxOptions() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private HttpServerOptions serverOptions() {
    HttpServerOptions server =
        new HttpServerOptions()
            .setHost(options.host())
            .setPort(options.port())
            .setMaxInitialLineLength(HEADER_BYTES)
            .setMaxHeaderSize(HEADER_BYTES)
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false);
    options.tls().ifPresent(tls -> server.setSsl(true).setKeyCertOptions(tls.keys()));
    return server;
  }

  private Router router() {
    Router router = Router.router(vertx);
    REFUSALS.keySet().forEach(status -> router.errorHandler(status, ManagementPort::refuse));
    router.errorHandler(500, ManagementPort::failed);
    Guard guard =
        new Guard(options.with(warmUp.among(options.accounts())), new Throttle(Clock.systemUTC()));
    router.route().handler(guard::check);
    Desk desk =
        new Desk(
            router,
            audit,
            BodyHandler.create(false).setBodyLimit(BODY_BYTES),
            pulse,
            vertx.createSharedWorkerExecutor("oneway-desk", WORKERS),
            vertx.createSharedWorkerExecutor("oneway-watch", WATCHERS));
    pages.forEach(some -> some.layOut(desk));
    toWarmUp = desk.pages();
    addresses = router.getRoutes().stream().flatMap(ManagementPort::addresses).toList();
    return router;
  }

  private void welcome(HttpConnection connection, HttpServerOptions serverOptions) {
    connection.exceptionHandler(e -> LOG.debug("a connection failed: {}", e.getMessage()));
    if (visitors.welcome(connection)) {
      StrictDecoder.into(connection, serverOptions);
    } else {
      var unused = connection.close();
    }
  }

  private void receive(HttpServerRequest request, Router router) {
    visitors.begins(request);
    // The router would answer `*` itself, before anybody is asked who they are.
    if (request.path() == null || !request.path().startsWith("/")) {
      refuse(request);
    } else {
      router.handle(request);
    }
  }

  /** Nobody has said who they are, so nothing is said but that it is no request. */
  private static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    int status = 400;
    if (cause instanceof TooLongHttpLineException) {
      status = 414;
    } else if (cause instanceof TooLongHttpHeaderException) {
      status = 431;
    }
    SecurityHeaders.into(request.response());
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end()
        .onComplete(done -> request.connection().close());
  }

  private static void refuse(RoutingContext context) {
    int status = context.statusCode();
    Desk.send(context, Reply.error(status, REFUSALS.get(status)));
  }

  private static void failed(RoutingContext context) {
    LOG.error("{} failed", context.normalizedPath(), context.failure());
    Desk.send(context, Reply.error(500, "This can't be answered now. The log says why."));
  }

  private String refusal(Throwable cause) {
    String address = options.host() + ":" + options.port();
    if (options.tls().isPresent() && !(cause instanceof java.net.SocketException)) {
      return "oneway.management.tls: the certificate or its key can't be used: "
          + cause.getMessage();
    }
    return cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")
        ? "oneway.management.port: "
            + address
            + " is taken by another program. Stop it, set another port, or set"
            + " oneway.management=off."
        : "oneway.management.host: "
            + address
            + " can't be had: "
            + cause.getMessage()
            + ". Write an address of this machine, e.g. 127.0.0.1, and a port it may have.";
  }

  /** Where a browser finds it, once it is open. */
  public String url() {
    return (options.tls().isPresent() ? "https://" : "http://") + options.host() + ":" + port();
  }

  private void tell() {
    String url = url();
    LOG.info("operations at {}", url);
    if (options.tls().isEmpty() && options.isOpenToOthers()) {
      LOG.warn(
          "{} can be reached from other machines, and credentials can be read on the way. Set"
              + " oneway.management.tls.*, or put a proxy with TLS before it and set"
              + " oneway.management.host=127.0.0.1.",
          url);
    }
  }

  private static Stream<String> addresses(Route route) {
    return route.methods() == null || route.getPath() == null
        ? Stream.empty()
        : route.methods().stream().map(method -> method + " " + route.getPath());
  }

  /** What has been laid out, as {@code GET /api/runs/:run}; nothing before it was open. */
  public List<String> addresses() {
    return addresses;
  }

  /** The port it listens on; 0 while it is closed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  @Override
  public void close() {
    if (vertx == null) {
      return;
    }
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // What is left ends with the process.
    }
    vertx = null;
    server = null;
  }
}
