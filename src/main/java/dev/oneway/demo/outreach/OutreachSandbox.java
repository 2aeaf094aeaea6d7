package dev.oneway.demo.outreach;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Outreach's accounts on this machine: create, update and list by {@code customId}, in JSON:API,
 * for who has an access token, 10,000 requests an hour. Threads may share it.
 *
 * @see <a href="https://developers.outreach.io/api/">Outreach REST API</a>
 */
public final class OutreachSandbox implements AutoCloseable {
  private static final String ACCOUNTS = "/api/v2/accounts";
  private static final Pattern ACCOUNT = Pattern.compile(ACCOUNTS + "/(\\d{1,18})");
  private static final String MEDIA_TYPE = "application/vnd.api+json";

  private static final String TOKEN = "/oauth/token";
  private static final int REQUESTS_AN_HOUR = 10_000;

  private final String refreshToken;
  private final Quota requests;
  private final OutreachAccounts accounts;
  private final SandboxServer server;
  private int tokens;

  private OutreachSandbox(int port, String refreshToken, Weather weather, InstantSource clock)
      throws IOException {
    this.refreshToken = refreshToken;
    this.requests = new Quota(REQUESTS_AN_HOUR, Duration.ofHours(1), clock);
    this.accounts = new OutreachAccounts(clock);
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param refreshToken what an access token is given for
   * @throws IOException when the port is taken
   */
  public static OutreachSandbox start(int port, String refreshToken, Weather weather)
      throws IOException {
    return start(port, refreshToken, weather, InstantSource.system());
  }

  /** Opens one that lives in the time of this clock. */
  public static OutreachSandbox start(
      int port, String refreshToken, Weather weather, InstantSource clock) throws IOException {
    return new OutreachSandbox(port, refreshToken, weather, clock);
  }

  /** Its address, without {@code /api/v2}. */
  public String url() {
    return server.url();
  }

  /** Where access tokens are got. */
  public String tokenUrl() {
    return url() + TOKEN;
  }

  /** The access tokens given so far are invalid from now on. */
  public synchronized void expireTokens() {
    tokens++;
  }

  /** How many requests a user may make an hour; those of this hour count. */
  public void allow(int anHour) {
    requests.allow(anHour);
  }

  /** Its accounts, to look at and to change. */
  public OutreachAccounts accounts() {
    return accounts;
  }

  private synchronized Reply answer(Request request) {
    if (request.path().equals(TOKEN)) {
      return token(request.form());
    }
    if (!request.bearer().orElse("").equals(token())) {
      return error(401, "unauthorizedRequest", "The access token is invalid or expired.", "");
    }
    return requests.take() ? limited(reply(request)) : limited(tooMany());
  }

  private Reply token(Map<String, String> form) {
    if (!"refresh_token".equals(form.get("grant_type"))
        || !Objects.equals(form.get("refresh_token"), refreshToken)) {
      return Reply.json(400, Map.of("error", "invalid_grant"));
    }
    return Reply.json(
        200,
        Map.of(
            "access_token",
            token(),
            "token_type",
            "Bearer",
            "expires_in",
            7200,
            "refresh_token",
            refreshToken,
            "scope",
            "accounts.all"));
  }

  private String token() {
    return "outreach-access-" + tokens;
  }

  private Reply tooMany() {
    String why =
        "You have exceeded your permitted rate limit of %,d; please try again at %s."
            .formatted(requests.limit(), requests.end());
    return error(429, "rateLimitExceeded", why, "").with("Retry-After", requests.end().toString());
  }

  private Reply limited(Reply reply) {
    return reply
        .with("X-RateLimit-Limit", Integer.toString(requests.limit()))
        .with("X-RateLimit-Remaining", Integer.toString(requests.remaining()))
        .with("X-RateLimit-Reset", requests.end().toString());
  }

  private Reply reply(Request request) {
    Matcher account = ACCOUNT.matcher(request.path());
    return switch (request.method()) {
      case "GET" -> request.path().equals(ACCOUNTS) ? list(request) : notFound();
      case "POST" -> request.path().equals(ACCOUNTS) ? create(request) : notFound();
      case "PATCH" ->
          account.matches() ? update(Long.parseLong(account.group(1)), request) : notFound();
      default -> notFound();
    };
  }

  private Reply list(Request request) {
    String asked = request.query().getOrDefault("filter[customId]", "");
    return ok(200, accounts.json(List.of(asked.split(",", -1))));
  }

  private Reply create(Request request) {
    Optional<Map<String, Object>> attributes = attributes(request);
    if (attributes.isEmpty()) {
      return unreadable();
    }
    Object customId = attributes.get().getOrDefault("customId", "");
    if (accounts.idOf(String.valueOf(customId)).isPresent()) {
      return error(
          422,
          "validationDuplicateValueError",
          "A Account with this custom_id already exists.",
          "/data/attributes/customId");
    }
    return refused(attributes.get())
        .orElseGet(() -> ok(201, accounts.json(accounts.create(attributes.get()))));
  }

  private Reply update(long id, Request request) {
    Optional<Map<String, Object>> attributes = attributes(request);
    if (attributes.isEmpty()) {
      return unreadable();
    }
    return refused(attributes.get())
        .orElseGet(
            () -> accounts.update(id, attributes.get()) ? ok(200, accounts.json(id)) : notFound());
  }

  private static Optional<Reply> refused(Map<String, Object> attributes) {
    boolean blank =
        attributes.containsKey("name") && String.valueOf(attributes.get("name")).isBlank();
    return blank
        ? Optional.of(
            error(422, "validationError", "Name can't be blank.", "/data/attributes/name"))
        : Optional.empty();
  }

  /** Of a body of the right media type and form. */
  private static Optional<Map<String, Object>> attributes(Request request) {
    if (!request.header("Content-Type").orElse("").startsWith(MEDIA_TYPE)
        || !(request.json().orElse(null) instanceof Map<?, ?> document)
        || !(document.get("data") instanceof Map<?, ?> data)
        || !"account".equals(data.get("type"))
        || !(data.get("attributes") instanceof Map<?, ?> given)) {
      return Optional.empty();
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    given.forEach((name, value) -> attributes.put(String.valueOf(name), value));
    return Optional.of(attributes);
  }

  private static Reply ok(int status, Object data) {
    return Reply.json(status, Map.of("data", data)).with("Content-Type", MEDIA_TYPE);
  }

  private static Reply notFound() {
    return error(404, "resourceNotFound", "Could not find the account.", "");
  }

  private static Reply unreadable() {
    return error(400, "malformedRequest", "The request body is no JSON:API document.", "/data");
  }

  private static Reply error(int status, String id, String detail, String pointer) {
    Map<String, Object> error =
        Map.of("id", id, "title", id, "detail", detail, "source", Map.of("pointer", pointer));
    return Reply.json(status, Map.of("errors", List.of(error))).with("Content-Type", MEDIA_TYPE);
  }

  /** Closes it at once; its accounts are gone. */
  @Override
  public void close() {
    server.close();
  }
}
