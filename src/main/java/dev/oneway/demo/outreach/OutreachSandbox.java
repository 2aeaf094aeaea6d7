package dev.oneway.demo.outreach;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Outreach's accounts on this machine: create, update and list by {@code customId}, in JSON:API.
 * Threads may share it.
 *
 * @see <a href="https://developers.outreach.io/api/">Outreach REST API</a>
 */
public final class OutreachSandbox implements AutoCloseable {
  private static final String ACCOUNTS = "/api/v2/accounts";
  private static final Pattern ACCOUNT = Pattern.compile(ACCOUNTS + "/(\\d{1,18})");
  private static final String MEDIA_TYPE = "application/vnd.api+json";

  private final String token;
  private final OutreachAccounts accounts = new OutreachAccounts();
  private final SandboxServer server;

  private OutreachSandbox(int port, String token, Weather weather) throws IOException {
    this.token = token;
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param token the access token, as in {@code Authorization: Bearer …}
   * @throws IOException when the port is taken
   */
  public static OutreachSandbox start(int port, String token, Weather weather) throws IOException {
    return new OutreachSandbox(port, token, weather);
  }

  /** Its address, without {@code /api/v2}. */
  public String url() {
    return server.url();
  }

  /** Its accounts, to look at and to change. */
  public OutreachAccounts accounts() {
    return accounts;
  }

  private synchronized Reply answer(Request request) {
    if (!request.bearer().orElse("").equals(token)) {
      return error(401, "unauthorizedRequest", "The access token is invalid or expired.", "");
    }
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
