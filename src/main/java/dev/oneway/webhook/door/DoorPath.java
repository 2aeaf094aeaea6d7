package dev.oneway.webhook.door;

import dev.failsafe.RateLimiter;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** A path of the door and the routes behind it, by method. Threads may share it. */
final class DoorPath {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofSeconds(2);

  private final SortedMap<String, DoorConsumer> routes = new ConcurrentSkipListMap<>();
  private final Optional<RateLimiter<Object>> rate;
  private volatile Optional<Instant> left = Optional.empty();

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
    if (routes.values().removeIf(route::equals)) {
      left = Optional.of(Instant.now());
    }
  }

  Optional<DoorConsumer> route(HttpMethod method) {
    return Optional.ofNullable(routes.get(method.name()));
  }

  boolean isEmpty() {
    return routes.isEmpty();
  }

  /** Whether a route was here a moment ago: an edited one comes again at once. */
  boolean wasJustLeft() {
    return left.filter(Instant.now().minus(REST)::isBefore).isPresent();
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
