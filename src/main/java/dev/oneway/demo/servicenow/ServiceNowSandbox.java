package dev.oneway.demo.servicenow;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A service desk on this machine that answers {@code GET /api/now/table/TABLE} like ServiceNow's
 * Table API: encoded queries, fields of referenced rows, paging by offset with Link headers, a
 * limit of requests an hour. It takes Basic credentials, or the password as an OAuth token
 * (Bearer). What it holds is in memory only. Threads may share it.
 *
 * @see <a href="https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html">Table
 *     API</a>
 * @see <a
 *     href="https://www.servicenow.com/docs/r/api-reference/rest-api-explorer/inbound-REST-API-rate-limiting.html">Limits</a>
 */
public final class ServiceNowSandbox implements AutoCloseable {
  private static final int INCIDENTS = 300;
  private static final long SEED = 20_260_131;
  private static final int REQUESTS_AN_HOUR = 100_000;

  private final ServiceNowTables tables;
  private final ServiceNowIncidents incidents;
  private final Quota quota;
  private final SandboxServer server;

  private ServiceNowSandbox(
      int port, String user, String password, Weather weather, int incidents, InstantSource clock)
      throws IOException {
    this.tables = new ServiceNowTables(clock);
    this.incidents = new ServiceNowIncidents(tables, incidents, SEED, clock);
    this.quota = new Quota(REQUESTS_AN_HOUR, Duration.ofHours(1), clock);
    this.server =
        SandboxServer.start(port, new ServiceNowApi(user, password, quota, tables), weather);
  }

  /**
   * Opens the service desk with 300 incidents and their 40 callers.
   *
   * @param port 0 for any that is free
   * @throws IOException when the port is taken
   */
  public static ServiceNowSandbox start(int port, String user, String password, Weather weather)
      throws IOException {
    return start(port, user, password, weather, INCIDENTS, InstantSource.system());
  }

  /** Opens a service desk with as many incidents, that lives in the time of this clock. */
  public static ServiceNowSandbox start(
      int port, String user, String password, Weather weather, int incidents, InstantSource clock)
      throws IOException {
    return new ServiceNowSandbox(port, user, password, weather, incidents, clock);
  }

  /** Its address, e.g. {@code http://localhost:34567}. */
  public String url() {
    return server.url();
  }

  /** The incidents, to look at and to change. */
  public ServiceNowIncidents incidents() {
    return incidents;
  }

  /** All tables, to look at and to change. */
  public ServiceNowTables tables() {
    return tables;
  }

  /** How many requests it allows an hour. */
  public void allow(int requestsAnHour) {
    quota.allow(requestsAnHour);
  }

  /** Closes it at once; what it held is gone. */
  @Override
  public void close() {
    server.close();
  }
}
