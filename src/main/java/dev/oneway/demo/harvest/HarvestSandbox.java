package dev.oneway.demo.harvest;

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
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Harvest account on this machine: people are listed, read, created and updated; 100 requests in
 * 15 seconds. Threads may share it.
 *
 * @see <a href="https://help.getharvest.com/api-v2/users-api/users/users/">Users</a>
 * @see <a href="https://help.getharvest.com/api-v2/introduction/overview/general/">Overview</a>
 */
public final class HarvestSandbox implements AutoCloseable {
  /** The account's id. */
  public static final String ACCOUNT = "1234567";

  private static final Pattern PERSON = Pattern.compile("/v2/users/(\\d{1,18})");
  private static final int REQUESTS = 100;
  private static final Duration WINDOW = Duration.ofSeconds(15);
  private static final int MOST = 2000;
  private static final List<String> NEEDED = List.of("first_name", "last_name", "email");
  private static final Set<String> WRITABLE =
      Set.of(
          "first_name",
          "last_name",
          "email",
          "timezone",
          "has_access_to_all_future_projects",
          "is_contractor",
          "is_active",
          "weekly_capacity",
          "default_hourly_rate",
          "cost_rate",
          "roles",
          "access_roles");

  private final String token;
  private final HarvestPeople people = new HarvestPeople();
  private final Quota quota = new Quota(REQUESTS, WINDOW, InstantSource.system());
  private final SandboxServer server;

  private HarvestSandbox(int port, String token, Weather weather) throws IOException {
    this.token = token;
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param token a personal access token
   * @throws IOException when the port is taken
   */
  public static HarvestSandbox start(int port, String token, Weather weather) throws IOException {
    return new HarvestSandbox(port, token, weather);
  }

  /** Its address, without {@code /v2}. */
  public String url() {
    return server.url();
  }

  /** Its people, to look at and to change. */
  public HarvestPeople people() {
    return people;
  }

  /** So many requests from now on in 15 seconds. */
  public void allow(int requests) {
    quota.allow(requests);
  }

  private synchronized Reply answer(Request request) {
    if (request.header("User-Agent").orElse("").isBlank()) {
      return Reply.empty(400);
    }
    if (!request.bearer().orElse("").equals(token)
        || !request.header("Harvest-Account-Id").equals(Optional.of(ACCOUNT))) {
      return Reply.json(
          401,
          Map.of(
              "error",
              "invalid_token",
              "error_description",
              "The access token provided is expired, revoked, malformed or invalid for other reasons."));
    }
    if (!quota.take()) {
      return Reply.json(429, Map.of("message", "Throttled"))
          .with("Retry-After", Long.toString(quota.secondsLeft()));
    }
    return route(request);
  }

  private Reply route(Request request) {
    Matcher person = PERSON.matcher(request.path());
    if (person.matches()) {
      return one(Long.parseLong(person.group(1)), request);
    }
    if (!request.path().equals("/v2/users")) {
      return notFound();
    }
    return switch (request.method()) {
      case "GET" -> list(request);
      case "POST" -> create(request);
      default -> notFound();
    };
  }

  private Reply one(long id, Request request) {
    return switch (request.method()) {
      case "GET" ->
          people
              .find(id)
              .map(person -> Reply.json(200, person))
              .orElseGet(HarvestSandbox::notFound);
      case "PATCH" -> update(id, request);
      default -> notFound();
    };
  }

  private Reply list(Request request) {
    int size = Integer.parseInt(request.query().getOrDefault("per_page", Integer.toString(MOST)));
    List<Map<String, Object>> all = people.all();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("users", all.stream().limit(Math.min(size, MOST)).toList());
    page.put("per_page", size);
    page.put("total_entries", all.size());
    page.put("page", 1);
    return Reply.json(200, page);
  }

  private Reply create(Request request) {
    Map<String, Object> fields = fields(request);
    for (String name : NEEDED) {
      if (!fields.containsKey(name)) {
        return refused(label(name) + " can't be blank");
      }
    }
    return wrong(fields, -1)
        .orElseGet(() -> Reply.json(201, people.find(people.create(fields)).orElseThrow()));
  }

  private Reply update(long id, Request request) {
    if (people.find(id).isEmpty()) {
      return notFound();
    }
    Map<String, Object> fields = fields(request);
    return wrong(fields, id)
        .orElseGet(
            () -> {
              people.update(id, fields);
              return Reply.json(200, people.find(id).orElseThrow());
            });
  }

  /** What isn't a field of a person is ignored. */
  private static Map<String, Object> fields(Request request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (request.json().orElse(null) instanceof Map<?, ?> document) {
      document.forEach((name, value) -> fields.put(String.valueOf(name), value));
    }
    fields.keySet().retainAll(WRITABLE);
    return fields;
  }

  private Optional<Reply> wrong(Map<String, Object> fields, long id) {
    for (String name : NEEDED) {
      if (fields.containsKey(name) && Objects.toString(fields.get(name), "").isBlank()) {
        return Optional.of(refused(label(name) + " can't be blank"));
      }
    }
    OptionalLong other = people.idOf(Objects.toString(fields.get("email"), ""));
    return other.isPresent() && other.getAsLong() != id
        ? Optional.of(refused("Email has already been taken"))
        : Optional.empty();
  }

  private static String label(String field) {
    return field.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + field.substring(1).replace('_', ' ');
  }

  private static Reply refused(String message) {
    return Reply.json(422, Map.of("message", message));
  }

  private static Reply notFound() {
    return Reply.json(404, Map.of("status", 404, "error", "Not Found"));
  }

  /** Closes it at once; its people are gone. */
  @Override
  public void close() {
    server.close();
  }
}
