package dev.oneway.ops.port;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stands before every address of the management port, also before those there are none of: nothing
 * is found out by who may not look. Only the event loop may use it.
 */
final class Guard {
  private static final Set<HttpMethod> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** What a proxy adds; through one, others may come that we take for this machine. */
  private static final List<String> OF_PROXIES =
      List.of("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP");

  private final PortOptions options;
  private final Throttle throttle;

  Guard(PortOptions options, Throttle throttle) {
    this.options = options;
    this.throttle = throttle;
  }

  void check(RoutingContext context) {
    SecurityHeaders.into(context.response());
    Optional<Reply> refusal = refusal(context);
    if (refusal.isPresent()) {
      Desk.send(context, refusal.get());
    } else {
      context.next();
    }
  }

  private Optional<Reply> refusal(RoutingContext context) {
    HttpServerRequest request = context.request();
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    if (hosts.size() != 1) {
      return Optional.of(Reply.error(400, "A request has one Host header."));
    }
    Optional<Reply> stranger =
        options.accounts().isEmpty()
            ? unlessOfThisMachine(context, hosts.get(0))
            : unlessKnown(context);
    return stranger.or(() -> unlessHarmless(request, hosts.get(0))).or(() -> unlessMay(context));
  }

  /** A page of somewhere else can reach this port through its visitor's browser. */
  private Optional<Reply> unlessOfThisMachine(RoutingContext context, String host) {
    if (!isOfThisMachine(host)) {
      return Optional.of(
          Reply.error(
              421,
              "Without credentials this port answers only to localhost and 127.0.0.1. Set"
                  + " oneway.management.access.NAME.token or .password to give it another name."));
    }
    MultiMap headers = context.request().headers();
    if (OF_PROXIES.stream().anyMatch(headers::contains)) {
      return Optional.of(
          Reply.error(
              403,
              "Without credentials this port answers to no proxy. Set"
                  + " oneway.management.access.NAME.token or .password."));
    }
    Call.note(context, Account.LOCAL);
    return Optional.empty();
  }

  private boolean isOfThisMachine(String host) {
    HostAndPort address = HostAndPort.parseAuthority(host, -1);
    if (address == null) {
      return false;
    }
    String name = address.host().toLowerCase(Locale.ROOT);
    return Stream.of("localhost", "127.0.0.1", "[::1]", options.host()).anyMatch(name::equals);
  }

  private Optional<Reply> unlessKnown(RoutingContext context) {
    String address = context.request().remoteAddress().hostAddress();
    Duration wait = throttle.wait(address);
    if (!wait.isZero()) {
      context.response().putHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
      return Optional.of(Reply.error(429, "Too many wrong credentials. Try again later."));
    }
    List<String> given = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    Optional<Account> account =
        given.size() == 1 ? options.accounts().of(given.get(0)) : Optional.empty();
    if (account.isEmpty()) {
      if (!given.isEmpty()) {
        throttle.failed(address);
      }
      context.response().putHeader("WWW-Authenticate", options.accounts().challenges());
      return Optional.of(Reply.error(401, "Say who you are."));
    }
    if (!account.get().equals(WarmUp.ACCOUNT)) {
      throttle.succeeded(address);
    }
    Call.note(context, account.get());
    return Optional.empty();
  }

  /**
   * Nothing is changed, nor read by a page of another site, only because a browser was led here.
   */
  private Optional<Reply> unlessHarmless(HttpServerRequest request, String host) {
    boolean looks = LOOKING.contains(request.method());
    if (looks ? isForeignPiece(request) : isForeign(request, host)) {
      return Optional.of(Reply.error(403, "This came from a page of another site."));
    }
    if (looks) {
      return Optional.empty();
    }
    if (!request.method().equals(HttpMethod.POST)) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, POST");
      return Optional.of(Reply.error(405, "Not with this method."));
    }
    // A form of another site can't send this type without asking first, and we never agree.
    String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
    return type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")
        ? Optional.empty()
        : Optional.of(Reply.error(415, "Send Content-Type: application/json."));
  }

  /** A link may lead here from anywhere; an image or a script may not be taken from here. */
  private static boolean isForeignPiece(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean fromOther = "cross-site".equals(site) || "same-site".equals(site);
    return fromOther && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"));
  }

  private static boolean isForeign(HttpServerRequest request, String host) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
  }

  private static Optional<Reply> unlessMay(RoutingContext context) {
    boolean looks = LOOKING.contains(context.request().method());
    Account account = new Call(context).account();
    return looks || account.may(Role.OPERATOR)
        ? Optional.empty()
        : Optional.of(
            Reply.error(403, account.name() + " may look and not press: the role is read-only."));
  }
}
