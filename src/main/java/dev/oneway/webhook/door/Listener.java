package dev.oneway.webhook.door;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door's address and who comes in at it. It is opened and closed by one thread; all else
 * happens on the event loop.
 */
final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 1024;
  private static final int PIECE_BYTES = 64 << 10;
  private static final Duration LAST_WORD = Duration.ofSeconds(2);
  private static final long RETRY_AFTER_SECONDS = 5;

  private final Vertx vertx;
  private final Context loop;
  private final DoorPaths paths;
  private final DoorOptions options;
  private final boolean tls;
  private final HttpServerOptions serverOptions;
  private final Capacity capacity;
  private final Visit.Hall hall;
  private final Map<HttpConnection, Caller> callers = new HashMap<>();
  private final HttpServer server;
  private boolean closing;

  Listener(Vertx vertx, DoorPaths paths, DoorOptions options, Executor workers) {
    this.vertx = vertx;
    this.paths = paths;
    this.options = options;
    loop = vertx.getOrCreateContext();
    capacity = new Capacity(options.limits());
    hall = new Visit.Hall(new Answered(loop), workers, options.limits(), capacity);
    Optional<DoorTls> keys = options.tls().get();
    tls = keys.isPresent();
    serverOptions = serverOptions(options, keys);
    server = vertx.createHttpServer(serverOptions);
    paths.visits(request -> callers.get(request.connection()).visit());
  }

  private static HttpServerOptions serverOptions(DoorOptions options, Optional<DoorTls> keys) {
    HttpServerOptions server =
        new HttpServerOptions()
            .setHost(options.host())
            .setPort(options.port())
            .setAcceptBacklog(BACKLOG)
            .setMaxInitialLineLength(options.limits().headerBytes())
            .setMaxHeaderSize(options.limits().headerBytes())
            .setMaxChunkSize(PIECE_BYTES)
            // HTTP/1.1 alone: the limits and times here are per connection, as is its one request.
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false)
            .setSslHandshakeTimeout(options.times().arrival().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    keys.ifPresent(tls -> server.setSsl(true).setKeyCertOptions(tls.keys()));
    return server;
  }

  /**
   * @throws IllegalArgumentException when the address can't be had
   */
  void open() {
    server
        .connectionHandler(this::welcome)
        .requestHandler(this::receive)
        .invalidRequestHandler(this::refuse)
        .exceptionHandler(e -> LOG.debug("a connection failed: {}", e.getMessage()));
    Promise<Void> bound = Promise.promise();
    loop.runOnContext(v -> server.listen().<Void>mapEmpty().onComplete(bound));
    try {
      bound.future().toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IllegalArgumentException(Refusals.of(options, e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    vertx.setPeriodic(options.times().lookMillis(), timer -> loop.runOnContext(v -> look()));
    LOG.info("{} takes {}", url(), String.join(", ", paths.names()));
    if (!tls && options.isOpenToOthers()) {
      LOG.warn(
          "{} can be reached from other machines, and what they send can be read on the way. Set"
              + " oneway.door.tls.*, or put a proxy with TLS before it and set"
              + " oneway.door.host=127.0.0.1.",
          url());
    }
  }

  private String url() {
    return (tls ? "https://" : "http://") + options.host() + ":" + port();
  }

  int port() {
    return server.actualPort();
  }

  private void welcome(HttpConnection connection) {
    connection.exceptionHandler(e -> LOG.debug("a connection failed: {}", e.getMessage()));
    if (callers.size() >= options.limits().connections()) {
      connection.close();
      return;
    }
    StrictDecoder.into(connection, serverOptions);
    callers.put(connection, new Caller(loop, connection, options.times()));
    connection.closeHandler(v -> callers.remove(connection));
  }

  private Visit begin(HttpServerRequest request) {
    Caller caller = callers.get(request.connection());
    Visit visit = new Visit(hall, caller, request);
    caller.begins(visit);
    return visit;
  }

  private void receive(HttpServerRequest request) {
    if (!callers.containsKey(request.connection())) {
      // Hung up on; what it had sent by then is of no use.
      return;
    }
    Visit visit = begin(request);
    if (closing) {
      visit.dismiss(Answer.later(503, "stopping, send it again later", RETRY_AFTER_SECONDS));
    } else if (!hasOneHost(request)) {
      visit.dismiss(Answer.error(400, "a request has one Host header"));
    } else {
      paths.lead(request);
    }
  }

  private static boolean hasOneHost(HttpServerRequest request) {
    int hosts = request.headers().getAll(HttpHeaders.HOST).size();
    return hosts == 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_0);
  }

  /** It couldn't be read as a request. */
  private void refuse(HttpServerRequest request) {
    if (!callers.containsKey(request.connection())) {
      return;
    }
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      begin(request).dismiss(Answer.error(414, "the address is too long"));
    } else if (cause instanceof TooLongHttpHeaderException) {
      begin(request).dismiss(Answer.error(431, "the headers are too long"));
    } else {
      begin(request).dismiss(Answer.error(400, "this is no HTTP request"));
    }
  }

  private void look() {
    long now = System.nanoTime();
    // A copy: who is hung up on leaves the map.
    List.copyOf(callers.values()).forEach(caller -> caller.look(now));
  }

  /** Lets nobody in any more, waits for the answers to those who are in, and closes. */
  void close() {
    Promise<Void> answered = Promise.promise();
    loop.runOnContext(
        v -> {
          closing = true;
          capacity.whenEmpty(answered::tryComplete);
        });
    Duration longest = options.times().arrival().plus(options.times().answer());
    try {
      await(answered.future(), longest);
    } catch (TimeoutException e) {
      LOG.warn("stopping with requests that have no answer after {} s", longest.toSeconds());
    }
    try {
      await(server.close(), LAST_WORD);
    } catch (TimeoutException e) {
      // Somebody doesn't read what he was told.
      loop.runOnContext(v -> List.copyOf(callers.values()).forEach(Caller::cutOff));
    }
  }

  private static void await(Future<Void> future, Duration longest) throws TimeoutException {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.debug("the door can't be closed", e);
    }
  }
}
