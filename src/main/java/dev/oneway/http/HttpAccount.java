package dev.oneway.http;

import java.io.Closeable;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

/**
 * A server and who we are there: what all endpoints with the same credentials share, whichever flow
 * they belong to. Opens nothing before the first request. Threads may share it.
 */
public final class HttpAccount implements Closeable {
  private final Origin origin;
  private final Auth auth;
  private final Refusal refusal;
  private final Map<HttpTimeouts, CloseableHttpClient> clients = new ConcurrentHashMap<>();

  /**
   * @param clock what a {@code Retry-After} with a date is measured against
   */
  public HttpAccount(Origin origin, Auth auth, InstantSource clock) {
    this.origin = origin;
    this.auth = auth;
    this.refusal = new Refusal(auth, clock);
  }

  /** A way to it; endpoints with the same limits share them. */
  public HttpChannel channel(HttpLimits limits, HttpTimeouts timeouts) {
    return new HttpChannel(this, limits, timeouts);
  }

  Origin origin() {
    return origin;
  }

  Auth auth() {
    return auth;
  }

  Refusal refusal() {
    return refusal;
  }

  CloseableHttpClient client(HttpTimeouts timeouts) {
    return clients.computeIfAbsent(timeouts, HttpClients::open);
  }

  /** Drops all connections, whatever is still coming in. */
  @Override
  public void close() {
    clients.values().forEach(client -> client.close(CloseMode.IMMEDIATE));
    clients.clear();
  }
}
