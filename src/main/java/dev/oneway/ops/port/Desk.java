package dev.oneway.ops.port;

import dev.oneway.state.StatePulse;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the addresses of the management port are laid out. Whoever gets this far has said who they
 * are; what changes something is for operators alone, comes from no other site, and is kept in the
 * audit log.
 */
public final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private static final Reply SILENT = Reply.error(503, "The state store doesn't answer.");

  /** How long an answer may take; what was asked for may be done all the same. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Router router;
  private final AuditLog audit;
  private final BodyHandler body;
  private final StatePulse pulse;
  private final WorkerExecutor workers;
  private final WorkerExecutor watchers;
  private final List<String> pages = new ArrayList<>();

  /**
   * @param body reads bodies, up to their limit
   * @param workers may wait for the state store
   * @param watchers may wait for it, too, and are for those that look whether it answers
   */
  Desk(
      Router router,
      AuditLog audit,
      BodyHandler body,
      StatePulse pulse,
      WorkerExecutor workers,
      WorkerExecutor watchers) {
    this.router = router;
    this.audit = audit;
    this.body = body;
    this.pulse = pulse;
    this.workers = workers;
    this.watchers = watchers;
  }

  /** Something to look at, found by a thread that may wait for the state store. */
  public void get(String path, Function<Call, Reply> look) {
    looking(path).handler(this::unlessSilent).handler(context -> work(context, workers, look));
  }

  /**
   * Something to look at that is told also while the state store doesn't answer, by a thread that
   * those who wait for the store don't hold; it must not wait for long itself.
   */
  public void getAnyhow(String path, Function<Call, Reply> look) {
    looking(path).handler(context -> work(context, watchers, look));
  }

  private Route looking(String path) {
    if (!path.contains(":")) {
      pages.add(path);
    }
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** Nobody has to wait for what is known not to answer. */
  private void unlessSilent(RoutingContext context) {
    if (pulse.isBeating()) {
      context.next();
    } else {
      send(context, SILENT);
    }
  }

  private static void work(
      RoutingContext context, WorkerExecutor workers, Function<Call, Reply> work) {
    long timer = context.vertx().setTimer(LONGEST.toMillis(), expired -> send(context, SILENT));
    workers
        .executeBlocking(() -> answer(context, work), false)
        .onSuccess(
            reply -> {
              context.vertx().cancelTimer(timer);
              send(context, reply);
            });
  }

  /** Something to look at that is known at once, whatever the state store does. */
  public void getPromptly(String path, Function<Call, Reply> look) {
    looking(path).handler(context -> send(context, answer(context, look)));
  }

  /**
   * Something to press.
   *
   * @param action what it is, in words, for the audit log: {@code run now}
   */
  public void post(String path, String action, Function<Call, Reply> press) {
    router
        .post(path)
        .handler(body)
        .handler(this::unlessSilent)
        .handler(context -> work(context, workers, call -> audited(call, action, press)));
  }

  /**
   * Something to listen to: what is answered goes on until the other side hangs up.
   *
   * @param welcome called by the event loop; begins the answer, or refuses it
   */
  public void listen(String path, Consumer<HttpServerResponse> welcome) {
    router.get(path).handler(context -> listen(context, welcome));
  }

  private static void listen(RoutingContext context, Consumer<HttpServerResponse> welcome) {
    try {
      new Call(context).allow();
      welcome.accept(context.response());
    } catch (RefusedCallException e) {
      send(context, e.reply());
    }
  }

  /** For what is none of these: files. Only GET and HEAD come here unaudited. */
  public Router router() {
    return router;
  }

  /** What has been laid out to be looked at, without what needs a name. */
  List<String> pages() {
    return List.copyOf(pages);
  }

  private Reply audited(Call call, String action, Function<Call, Reply> press) {
    long entry = audit.begin(call.account(), call.address(), action, call.path());
    Reply reply;
    try {
      reply = press.apply(call);
    } catch (RefusedCallException e) {
      audit.end(entry, "refused: " + e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      audit.end(entry, "failed");
      throw e;
    }
    audit.end(entry, reply.isDone() ? "done" : "refused");
    return reply;
  }

  private static Reply answer(RoutingContext context, Function<Call, Reply> work) {
    try {
      Call call = new Call(context);
      call.requireText();
      return work.apply(call);
    } catch (RefusedCallException e) {
      return e.reply();
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", context.request().method(), context.normalizedPath(), e);
      return Reply.error(500, "This can't be answered now. The log says why.");
    }
  }

  static void send(RoutingContext context, Reply reply) {
    HttpServerResponse response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    reply.style().ifPresent(style -> SecurityHeaders.ofPage(response, style));
    response
        .setStatusCode(reply.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, reply.type())
        .end(reply.body());
  }
}
