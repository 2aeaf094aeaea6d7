package dev.oneway.demo.salesforce;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Salesforce org on this machine that answers like Salesforce's REST API: tokens, SOQL queries
 * page by page, collections of records with an outcome each, validation. Threads may share it.
 */
public final class SalesforceSandbox implements AutoCloseable {
  private static final int LARGEST_PAGE = 2000;
  private static final int REQUESTS_A_DAY = 100_000;
  private static final Pattern PATH =
      Pattern.compile("/services/data/v(\\d{2}\\.0)/(query|queryAll|composite/sobjects)(?:/(.+))?");

  private final SalesforceOrg org;
  private final SalesforceTokens tokens;
  private final SalesforceQueries queries;
  private final SalesforceCollections collections;
  private final AtomicInteger pageSize = new AtomicInteger(LARGEST_PAGE);
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger requestsADay = new AtomicInteger(REQUESTS_A_DAY);
  private SandboxServer server;

  private SalesforceSandbox(String clientId, String clientSecret, InstantSource clock) {
    org = new SalesforceOrg(clock);
    tokens = new SalesforceTokens(clientId, clientSecret);
    queries = new SalesforceQueries(org, pageSize);
    collections = new SalesforceCollections(org);
  }

  /**
   * Opens an org without records, reachable from this machine only.
   *
   * @param port 0 for any that is free
   * @throws IOException when the port is taken
   */
  public static SalesforceSandbox start(
      int port, String clientId, String clientSecret, Weather weather) throws IOException {
    return start(port, clientId, clientSecret, weather, InstantSource.system());
  }

  /** Opens an org whose records live in the time of this clock. */
  public static SalesforceSandbox start(
      int port, String clientId, String clientSecret, Weather weather, InstantSource clock)
      throws IOException {
    SalesforceSandbox sandbox = new SalesforceSandbox(clientId, clientSecret, clock);
    sandbox.server = SandboxServer.start(port, sandbox::answer, weather);
    return sandbox;
  }

  /** Its address, e.g. {@code http://localhost:34567}. */
  public String url() {
    return server.url();
  }

  /** Where tokens are given out. */
  public String tokenUrl() {
    return url() + "/services/oauth2/token";
  }

  /** What the org holds, to look at and to change. */
  public SalesforceOrg org() {
    return org;
  }

  /** From now on, assertions signed with this RSA key are believed (grant jwt-bearer). */
  public void trust(PublicKey key) {
    tokens.trust(key);
  }

  /** All access tokens are worth nothing any more. */
  public void expireTokens() {
    tokens.expireAll();
  }

  /** How many access tokens were given out. */
  public int tokensIssued() {
    return tokens.issued();
  }

  /** Records per page of a query, 2000 at most. */
  public void pageSize(int records) {
    pageSize.set(Math.min(records, LARGEST_PAGE));
  }

  /** How many requests the org may make a day, those it has made included. */
  public void requestsADay(int most) {
    requestsADay.set(most);
  }

  private Reply answer(Request request) {
    if (request.path().equals("/services/oauth2/token") && request.method().equals("POST")) {
      return tokens.answer(request, url());
    }
    if (!tokens.isValid(request.bearer())) {
      return SalesforceReplies.sessionExpired();
    }
    if (requests.incrementAndGet() > requestsADay.get()) {
      return SalesforceReplies.tooManyToday();
    }
    return reply(request).with("Sforce-Limit-Info", "api-usage=" + requests + "/" + requestsADay);
  }

  private Reply reply(Request request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return SalesforceReplies.notFound();
    }
    String rest = path.group(3) == null ? "" : path.group(3);
    String what = request.method() + " " + path.group(2);
    return switch (what) {
      case "GET query", "GET queryAll" ->
          rest.isEmpty()
              ? queries.first(request, path.group(2).equals("queryAll"), path.group(1))
              : queries.further(request, path.group(1), rest);
      case "POST composite/sobjects" ->
          rest.isEmpty() ? collections.create(request) : SalesforceReplies.notFound();
      case "PATCH composite/sobjects" -> patch(request, rest);
      default ->
          SalesforceReplies.error(
              405, "METHOD_NOT_ALLOWED", "HTTP Method '" + request.method() + "' not allowed.");
    };
  }

  private Reply patch(Request request, String rest) {
    if (rest.isEmpty()) {
      return collections.update(request);
    }
    String[] objectAndKey = rest.split("/", -1);
    return objectAndKey.length == 2
        ? collections.upsert(request, objectAndKey[0], objectAndKey[1])
        : SalesforceReplies.notFound();
  }

  /** Closes it at once; its records are gone. */
  @Override
  public void close() {
    server.close();
  }
}
