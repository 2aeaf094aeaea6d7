package dev.oneway.webhook.door;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The paths of the door. Threads may share it. */
final class DoorPaths {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^/}]+)\\}");

  private final Map<String, DoorPath> paths = new ConcurrentHashMap<>();
  private final Router router;
  private final int requestsPerSecond;
  private Function<HttpServerRequest, Visit> visits;

  DoorPaths(Vertx vertx, int requestsPerSecond) {
    this.requestsPerSecond = requestsPerSecond;
    router = Router.router(vertx);
    // Anything else would answer with a page of HTML.
    for (int status : new int[] {400, 404, 500}) {
      router.errorHandler(status, this::refuse);
    }
  }

  /**
   * @param ofRequest the visit that belongs to a request
   */
  void visits(Function<HttpServerRequest, Visit> ofRequest) {
    visits = ofRequest;
  }

  void add(DoorConsumer route) {
    String template = route.template();
    paths.computeIfAbsent(template, this::place).add(route);
  }

  void remove(DoorConsumer route) {
    Optional.ofNullable(paths.get(route.template())).ifPresent(path -> path.remove(route));
  }

  /** Leads a request to its path, or tells its sender that there is none. */
  void lead(HttpServerRequest request) {
    String asked = request.path();
    DoorPath path = asked == null || !isExact(asked) ? null : paths.get(asked);
    if (path == null) {
      router.handle(request);
    } else {
      // Where the router would lead to, without its ceremony.
      visits.apply(request).enter(path, Map.of());
    }
  }

  private static boolean isExact(String template) {
    return template.indexOf('{') < 0 && !template.endsWith("*");
  }

  /** All paths something is behind, in order. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(paths.keySet());
    names.removeIf(name -> paths.get(name).isEmpty());
    return names;
  }

  private DoorPath place(String template) {
    DoorPath path = new DoorPath(requestsPerSecond);
    // The exact path first, then those with parameters, then those that only begin so.
    int order = isExact(template) ? 0 : template.endsWith("*") ? 2 : 1;
    router
        .route(PARAMETER.matcher(template).replaceAll(":$1"))
        .order(order)
        .handler(context -> visits.apply(context.request()).enter(path, context.pathParams()));
    return path;
  }

  private void refuse(RoutingContext context) {
    Answer answer =
        switch (context.statusCode()) {
          case 404 -> Answer.error(404, "nothing is here");
          case 400 -> Answer.error(400, "the address is no path");
          default -> Answer.error(500, "the request could not be processed");
        };
    visits.apply(context.request()).answer(answer);
  }
}
