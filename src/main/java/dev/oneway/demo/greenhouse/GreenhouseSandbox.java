package dev.oneway.demo.greenhouse;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks;
import dev.oneway.webhook.signature.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Greenhouse Recruiting on this machine: Harvest v3's lists of candidates, applications, jobs and
 * offers with OAuth client credentials and the limit of a window, and webhooks, signed. Threads may
 * share it.
 *
 * @see <a href="https://harvestdocs.greenhouse.io/docs/authentication">Authentication</a>
 * @see <a href="https://developers.greenhouse.io/webhooks.html">Webhooks</a>
 */
public final class GreenhouseSandbox implements AutoCloseable {
  private static final int REQUESTS = 50;
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private final String credentials;
  private final Webhooks webhooks;
  private final GreenhouseOrg org;
  private final HarvestLists lists;
  private final Quota quota;
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final SandboxServer server;

  private GreenhouseSandbox(
      int port, String id, String secret, Weather weather, InstantSource clock, Webhooks webhooks)
      throws IOException {
    this.credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    this.webhooks = webhooks;
    this.org = new GreenhouseOrg(clock, webhooks);
    this.lists = new HarvestLists(org);
    this.quota = new Quota(REQUESTS, WINDOW, clock);
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param id the client's
   * @param secret the client's, and the webhooks'
   * @param luck what becomes of the next webhook
   * @throws IOException when the port is taken
   */
  public static GreenhouseSandbox start(
      int port,
      String id,
      String secret,
      Weather weather,
      InstantSource clock,
      Supplier<Webhooks.Luck> luck)
      throws IOException {
    Webhooks webhooks = new Webhooks(Signer.of("greenhouse", List.of(secret), clock), luck);
    return new GreenhouseSandbox(port, id, secret, weather, clock, webhooks);
  }

  /** Its address, without {@code /v3}. */
  public String url() {
    return server.url();
  }

  /** Where tokens are given out. */
  public String tokenUrl() {
    return server.url() + "/token";
  }

  /** Its candidates and what recruiters do with them. */
  public GreenhouseOrg org() {
    return org;
  }

  /** Where it tells of them. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** So many requests from now on in 30 seconds. */
  public void allow(int requests) {
    quota.allow(requests);
  }

  private Reply answer(Request request) {
    if (request.path().equals("/token")) {
      return token(request);
    }
    if (!tokens.contains(request.bearer().orElse(""))) {
      return Reply.json(401, Map.of("message", "Invalid access token."));
    }
    if (!quota.take()) {
      Reply tooMany = Reply.json(429, Map.of("message", "Rate limit exceeded"));
      return limited(tooMany).with("Retry-After", Long.toString(quota.secondsLeft()));
    }
    if (!request.method().equals("GET") || !request.path().startsWith("/v3/")) {
      return Reply.json(404, Map.of("message", "Resource not found"));
    }
    return limited(lists.answer(request.path().substring("/v3/".length()), request, url()));
  }

  private Reply limited(Reply reply) {
    return reply
        .with("X-RateLimit-Limit", Integer.toString(quota.limit()))
        .with("X-RateLimit-Remaining", Integer.toString(quota.remaining()));
  }

  private Reply token(Request request) {
    if (!request.header("Authorization").orElse("").equals(credentials)) {
      return Reply.json(401, Map.of("error", "invalid_client"));
    }
    if (!"client_credentials".equals(request.form().get("grant_type"))) {
      return Reply.json(400, Map.of("error", "unsupported_grant_type"));
    }
    String token = UUID.randomUUID().toString();
    tokens.add(token);
    return Reply.json(
        200, Map.of("access_token", token, "token_type", "Bearer", "expires_in", 3600));
  }

  /** Closes it at once; its candidates are gone. */
  @Override
  public void close() {
    server.close();
  }
}
