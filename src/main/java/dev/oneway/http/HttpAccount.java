package dev.oneway.http;

import java.io.Closeable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

/**
 * A server and who we are there: what all endpoints with the same credentials share, whichever flow
 * they belong to. That is its limits (by the rate they declare), its pauses, and whether it is
 * down. Opens nothing before the first request. Threads may share it.
 */
public final class HttpAccount implements Closeable {
  private final Origin origin;
  private final Auth auth;
  private final HttpTime time;
  private final Refusal refusal;
  private final Breaker breaker;
  private final Watchdog watchdog = new Watchdog();
  private final Pause closed = new Pause();
  private final Limit undeclared;
  private final Map<List<HttpLimits.Rate>, Limit> limits = new ConcurrentHashMap<>();
  private final Map<HttpLimits, Gate> gates = new ConcurrentHashMap<>();
  private final Map<HttpTimeouts, CloseableHttpClient> clients = new ConcurrentHashMap<>();

  /** What endpoints of the same declared rate share. */
  private record Limit(Pace pace, Pause pause) {}

  /**
   * @param clock what a {@code Retry-After} with a date is measured against
   */
  public HttpAccount(Origin origin, Auth auth, InstantSource clock) {
    this(origin, auth, HttpTime.of(clock, Backoff::sleep), new LoggedOutages());
  }

  public HttpAccount(Origin origin, Auth auth, HttpTime time, OutageListener outages) {
    this.origin = origin;
    this.auth = auth;
    this.time = time;
    this.refusal = new Refusal(auth, time.wall());
    this.breaker = new Breaker(origin, time, outages);
    Pause pause = new Pause();
    this.undeclared = new Limit(new Pace(origin, List.of(), List.of(pause, closed), time), pause);
    limits.put(List.of(), undeclared);
  }

  /** A way to it; endpoints with the same limits share them. */
  public HttpChannel channel(HttpLimits limits, HttpTimeouts timeouts) {
    return new HttpChannel(this, limits, timeouts, Pace.LONGEST_WAIT);
  }

  /**
   * The same for somebody whom others wait for.
   *
   * @param patience for how long a request waits for the limits, at most 5 minutes
   */
  HttpChannel channel(HttpLimits limits, HttpTimeouts timeouts, Duration patience) {
    Duration most = Pace.LONGEST_WAIT;
    return new HttpChannel(this, limits, timeouts, patience.compareTo(most) > 0 ? most : patience);
  }

  Origin origin() {
    return origin;
  }

  Auth auth() {
    return auth;
  }

  HttpTime time() {
    return time;
  }

  Refusal refusal() {
    return refusal;
  }

  Breaker breaker() {
    return breaker;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  Gate gate(HttpLimits wanted) {
    return gates.computeIfAbsent(
        wanted,
        key -> {
          Limit limit = limits.computeIfAbsent(key.rates(), this::limit);
          return new Gate(origin, key.concurrent(), limit.pace(), limit.pause(), closed, time);
        });
  }

  /**
   * A refusal concerns the endpoints that declare the same rate, because vendors limit some of
   * theirs on their own; without a declared rate it concerns all of the account.
   */
  private Limit limit(List<HttpLimits.Rate> rates) {
    Pause pause = new Pause();
    return new Limit(
        new Pace(origin, rates, List.of(pause, undeclared.pause(), closed), time), pause);
  }

  CloseableHttpClient client(HttpTimeouts timeouts) {
    return clients.computeIfAbsent(timeouts, HttpClients::open);
  }

  /** Drops all connections, whatever is still coming in. */
  @Override
  public void close() {
    watchdog.close();
    clients.values().forEach(client -> client.close(CloseMode.IMMEDIATE));
    clients.clear();
  }
}
