package dev.oneway.demo.zendesk;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A helpdesk on this machine that answers like Zendesk's Support API v2: the cursor-based
 * incremental export of tickets, and organizations with custom fields. It takes an API token (Basic
 * {@code EMAIL/token:TOKEN}) or the same as an OAuth token (Bearer), and limits requests a minute.
 * What it holds is in memory only. Threads may share it.
 *
 * @see <a href="https://developer.zendesk.com/api-reference/introduction/rate-limits/">Limits</a>
 */
public final class ZendeskSandbox implements AutoCloseable {
  private static final int TICKETS = 300;
  private static final long SEED = 20_260_131;
  private static final int REQUESTS_A_MINUTE = 700;
  private static final int EXPORTS_A_MINUTE = 10;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ZendeskTickets tickets;
  private final ZendeskOrganizations organizations;
  private final Quota requests;
  private final Quota exports;
  private final SandboxServer server;

  private ZendeskSandbox(
      int port, String email, String token, Weather weather, int tickets, InstantSource clock)
      throws IOException {
    this.tickets = new ZendeskTickets(tickets, SEED, clock);
    this.organizations = new ZendeskOrganizations(clock);
    this.requests = new Quota(REQUESTS_A_MINUTE, MINUTE, clock);
    this.exports = new Quota(EXPORTS_A_MINUTE, MINUTE, clock);
    ZendeskApi api =
        new ZendeskApi(
            email,
            token,
            requests,
            exports,
            new TicketExport(this.tickets, clock),
            new OrganizationsApi(organizations));
    this.server = SandboxServer.start(port, api, weather);
  }

  /**
   * Opens the helpdesk with 300 tickets and no organizations.
   *
   * @param port 0 for any that is free
   * @param email the agent's, without {@code /token}
   * @throws IOException when the port is taken
   */
  public static ZendeskSandbox start(int port, String email, String token, Weather weather)
      throws IOException {
    return start(port, email, token, weather, TICKETS, InstantSource.system());
  }

  /** Opens a helpdesk with as many tickets, that lives in the time of this clock. */
  public static ZendeskSandbox start(
      int port, String email, String token, Weather weather, int tickets, InstantSource clock)
      throws IOException {
    return new ZendeskSandbox(port, email, token, weather, tickets, clock);
  }

  /** Its address, e.g. {@code http://localhost:34567}. */
  public String url() {
    return server.url();
  }

  /** The tickets, to look at and to change. */
  public ZendeskTickets tickets() {
    return tickets;
  }

  /** The organizations, to look at and to change. */
  public ZendeskOrganizations organizations() {
    return organizations;
  }

  /** How many requests it allows a minute, and how many of them may be exports. */
  public void allow(int requestsAMinute, int exportsAMinute) {
    requests.allow(requestsAMinute);
    exports.allow(exportsAMinute);
  }

  /** Closes it at once; what it held is gone. */
  @Override
  public void close() {
    server.close();
  }
}
