package dev.oneway.demo.greenhouse;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An organization's API credentials: whose tokens it takes, and how many requests. Threads may
 * share it.
 *
 * @see <a href="https://harvestdocs.greenhouse.io/docs/authentication">Authentication</a>
 * @see <a href="https://harvestdocs.greenhouse.io/docs/api-rate-limiting">Rate limiting</a>
 */
public final class GreenhouseAccount {
  private static final int REQUESTS = 50;
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration LIFE = Duration.ofHours(1);

  private final String credentials;
  private final GreenhouseOrg org;
  private final HarvestLists lists;
  private final HarvestWrites writes;
  private final Quota quota;
  private final InstantSource clock;
  private final Map<String, String> subjects = new HashMap<>();
  private boolean revoked;

  GreenhouseAccount(String id, String secret, GreenhouseOrg org, InstantSource clock) {
    this.credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    this.org = org;
    this.lists = new HarvestLists(org);
    this.writes = new HarvestWrites(org);
    this.quota = new Quota(REQUESTS, WINDOW, clock);
    this.clock = clock;
  }

  /** Its candidates and what recruiters do with them. */
  public GreenhouseOrg org() {
    return org;
  }

  /** So many requests from now on in 30 seconds. */
  public void allow(int requests) {
    quota.allow(requests);
  }

  /** An administrator revokes the credentials, or restores them; tokens are worth nothing then. */
  public synchronized void revoke(boolean gone) {
    revoked = gone;
    expireTokens();
  }

  /** No token that was given out so far is taken any more. */
  public synchronized void expireTokens() {
    subjects.clear();
  }

  synchronized boolean isClient(Request request) {
    return !revoked && request.header("Authorization").orElse("").equals(credentials);
  }

  synchronized Optional<String> userOf(Request request) {
    return request.bearer().map(subjects::get);
  }

  synchronized Reply token(Request request) {
    Map<String, String> form = request.form();
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return Reply.json(400, Map.of("error", "unsupported_grant_type"));
    }
    String token = UUID.randomUUID().toString();
    subjects.put(token, form.getOrDefault("sub", "service account"));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", token);
    answer.put("token_type", "Bearer");
    Instant end = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
    answer.put("expires_at", end.toString());
    return Reply.json(200, answer);
  }

  /**
   * @param user on whose behalf it is asked
   */
  Reply answer(Request request, String user, String url) {
    if (!quota.take()) {
      Reply tooMany = Reply.json(429, Map.of("message", "Rate limit exceeded"));
      return limited(tooMany).with("Retry-After", Long.toString(quota.secondsLeft()));
    }
    if (!request.path().startsWith("/v3/")) {
      return Reply.json(404, Map.of("message", "Resource not found"));
    }
    String path = request.path().substring("/v3/".length());
    return limited(
        request.method().equals("GET")
            ? lists.answer(path, request, url)
            : writes.answer(path, request, user));
  }

  private Reply limited(Reply reply) {
    return reply
        .with("X-RateLimit-Limit", Integer.toString(quota.limit()))
        .with("X-RateLimit-Remaining", Integer.toString(quota.remaining()));
  }
}
