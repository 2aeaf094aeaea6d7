package dev.oneway.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * The time one call may still take, from its first byte sent to its last byte received; what its
 * caller does between two reads doesn't count. Belongs to one thread.
 */
final class CallClock {
  static final String SLOW = "it arrives too slowly";
  private static final String WHOLE = "it takes longer than the callTimeout";

  private final Watchdog watchdog;
  private final Cancellable request;
  private final HttpTimeouts timeouts;
  private long leftNanos;

  /** Something that waits for the server. */
  @FunctionalInterface
  interface Exchange<T> {
    T run() throws IOException;
  }

  CallClock(Watchdog watchdog, Cancellable request, HttpTimeouts timeouts) {
    this.watchdog = watchdog;
    this.request = request;
    this.timeouts = timeouts;
    this.leftNanos = timeouts.call().toNanos();
  }

  /** How long a piece of the body may take. */
  Duration perPiece() {
    return timeouts.response();
  }

  <T> T run(Exchange<T> exchange) throws IOException {
    return within(timeouts.call(), exchange);
  }

  /**
   * Runs it for no longer than this, nor than what is left of the call.
   *
   * @throws SocketTimeoutException when it took longer
   */
  <T> T within(Duration time, Exchange<T> exchange) throws IOException {
    if (leftNanos <= 0) {
      throw new SocketTimeoutException(WHOLE);
    }
    long begin = System.nanoTime();
    long most = Math.min(time.toNanos(), leftNanos);
    Watchdog.Watch watch =
        watchdog.watch(request, Duration.ofNanos(most), most == leftNanos ? WHOLE : SLOW);
    try {
      return exchange.run();
    } catch (IOException e) {
      throw watch.explain(e);
    } catch (IllegalStateException e) {
      // The client says so where it was cancelled between two of its steps.
      throw watch.timeout(e).orElseThrow(() -> e);
    } finally {
      watch.close();
      leftNanos -= System.nanoTime() - begin;
    }
  }

  /** Ends the call, whatever is still coming in. */
  void cancel() {
    request.cancel();
  }
}
