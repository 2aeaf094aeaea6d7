package dev.oneway.ops.events;

import dev.oneway.ops.port.RefusedCallException;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who listens to the events: so many at most, and each only as long as it keeps up. What is told is
 * held for nobody: who is dropped comes again and looks at everything anew. Threads may share it.
 */
final class Listeners {
  /** Of the two hundred connections the port has room for, most are to be left for requests. */
  static final int MOST = 50;

  private static final int MOST_UNSENT_BYTES = 256 << 10;
  private static final long COME_AGAIN_MILLIS = 2000;

  private final Set<HttpServerResponse> all = ConcurrentHashMap.newKeySet();

  /**
   * One more listens from now on, until it hangs up. Called by the event loop.
   *
   * @throws RefusedCallException when there is no room
   */
  void welcome(HttpServerResponse listener) {
    if (all.size() >= MOST) {
      throw RefusedCallException.unavailable(
          "So many listen already that there is no room. Ask for what has changed from time to time.");
    }
    listener
        .setChunked(true)
        .setWriteQueueMaxSize(MOST_UNSENT_BYTES)
        .putHeader("Content-Type", "text/event-stream")
        // A proxy that collects what it passes on would keep the news to itself.
        .putHeader("X-Accel-Buffering", "no")
        .exceptionHandler(e -> all.remove(listener))
        .closeHandler(v -> all.remove(listener));
    all.add(listener);
    send(listener, "retry: " + COME_AGAIN_MILLIS + "\n\n");
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  int count() {
    return all.size();
  }

  /**
   * Tells all of them.
   *
   * @param json on one line
   */
  void tell(String event, String json) {
    send("event: " + event + "\ndata: " + json + "\n\n");
  }

  /** Nothing has happened, and the connection is to be seen as alive. */
  void tellNothing() {
    send(": nothing new\n\n");
  }

  private void send(String text) {
    all.forEach(listener -> send(listener, text));
  }

  private void send(HttpServerResponse listener, String text) {
    if (listener.closed() || listener.ended()) {
      all.remove(listener);
    } else if (listener.writeQueueFull()) {
      all.remove(listener);
      listener.reset();
    } else {
      var unused = listener.write(text);
    }
  }
}
