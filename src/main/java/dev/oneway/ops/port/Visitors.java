package dev.oneway.ops.port;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections to the management port, and until when each may keep us waiting for the rest of
 * its request, a byte at a time or not at all. Only the event loop may use it.
 */
final class Visitors {
  static final long LOOK_MILLIS = 500;

  private static final int MOST = 200;
  private static final Duration IDLE = Duration.ofSeconds(60);

  /** For a request that has arrived: how long the answer takes is our own matter. */
  private static final long NEVER = Long.MAX_VALUE;

  private final Duration arrival;
  private final Map<HttpConnection, Long> deadlines = new HashMap<>();

  /**
   * @param arrival how long a request may take to arrive whole
   */
  Visitors(Duration arrival) {
    this.arrival = arrival;
  }

  /** False when there is no room for one more. */
  boolean welcome(HttpConnection connection) {
    if (deadlines.size() >= MOST) {
      return false;
    }
    await(connection, arrival);
    connection.closeHandler(v -> deadlines.remove(connection));
    return true;
  }

  void begins(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    await(connection, arrival);
    request.endHandler(v -> deadlines.replace(connection, NEVER));
    request.response().endHandler(v -> rests(connection));
  }

  private void rests(HttpConnection connection) {
    if (deadlines.containsKey(connection)) {
      await(connection, IDLE);
    }
  }

  private void await(HttpConnection connection, Duration time) {
    deadlines.put(connection, System.nanoTime() + time.toNanos());
  }

  /** Hangs up on whoever is late. */
  void look() {
    long now = System.nanoTime();
    // A copy: who is hung up on leaves the map.
    List.copyOf(deadlines.entrySet())
        .forEach(
            visitor -> {
              if (visitor.getValue() != NEVER && now - visitor.getValue() >= 0) {
                var unused = visitor.getKey().close();
              }
            });
  }
}
