package dev.oneway.webhook.door;

import dev.failsafe.RateLimiter;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** A path of the door and the routes behind it, by method. Threads may share it. */
final class DoorPath {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SortedMap<String, DoorConsumer> routes = new ConcurrentSkipListMap<>();
  private final Optional<RateLimiter<Object>> rate;

  /**
   * @param requestsPerSecond 0 for any number
   */
  DoorPath(int requestsPerSecond) {
    rate =
        requestsPerSecond == 0
            ? Optional.empty()
            : Optional.of(RateLimiter.burstyBuilder(requestsPerSecond, SECOND).build());
  }

  /**
   * @throws IllegalArgumentException when another route is there already
   */
  void add(DoorConsumer route) {
    for (String method : route.methods()) {
      if (routes.putIfAbsent(method, route) != null) {
        remove(route);
        throw new IllegalArgumentException(
            "another route takes " + method + " " + route.template() + " already");
      }
    }
  }

  void remove(DoorConsumer route) {
    routes.values().removeIf(route::equals);
  }

  Optional<DoorConsumer> route(HttpMethod method) {
    return Optional.ofNullable(routes.get(method.name()));
  }

  boolean isEmpty() {
    return routes.isEmpty();
  }

  /** False when this second's requests are used up. */
  boolean permits() {
    return rate.map(RateLimiter::tryAcquirePermit).orElse(true);
  }

  /** As the header Allow has it. */
  String allowed() {
    TreeSet<String> methods = new TreeSet<>(Collections.singleton("OPTIONS"));
    methods.addAll(routes.keySet());
    return String.join(", ", methods);
  }
}
