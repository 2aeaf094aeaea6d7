package dev.oneway.demo.akeneo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A PIM on this machine that answers {@code GET /api/rest/v1/products-uuid} like Akeneo: an app's
 * token, the filter on {@code updated}, values of a channel and of languages, paging by {@code
 * search_after}, at most 100 a page. Threads may share it.
 *
 * @see <a href="https://api.akeneo.com/documentation/pagination.html">Paging</a>
 */
public final class AkeneoSandbox implements AutoCloseable {
  private static final String PRODUCTS = "/api/rest/v1/products-uuid";
  private static final int MOST = 100;
  private static final int REQUESTS_A_SECOND = 100;
  private static final int PRODUCTS_TO_BEGIN_WITH = 200;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final String token;
  private final AkeneoProducts products;
  private final Quota quota;
  private final SandboxServer server;

  private AkeneoSandbox(int port, String token, Weather weather, int count, InstantSource clock)
      throws IOException {
    this.token = token;
    this.products = new AkeneoProducts(count, clock);
    this.quota = new Quota(REQUESTS_A_SECOND, Duration.ofSeconds(1), clock);
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * Opens the PIM with 200 products.
   *
   * @param port 0 for any that is free
   * @param token the connected app's access token
   * @throws IOException when the port is taken
   */
  public static AkeneoSandbox start(int port, String token, Weather weather) throws IOException {
    return start(port, token, weather, PRODUCTS_TO_BEGIN_WITH, InstantSource.system());
  }

  /** Opens a PIM with as many products, that lives in the time of this clock. */
  public static AkeneoSandbox start(
      int port, String token, Weather weather, int products, InstantSource clock)
      throws IOException {
    return new AkeneoSandbox(port, token, weather, products, clock);
  }

  /** Its address, e.g. {@code http://localhost:34567}. */
  public String url() {
    return server.url();
  }

  /** Its products, to look at and to change. */
  public AkeneoProducts products() {
    return products;
  }

  private Reply answer(Request request) {
    if (!request.bearer().orElse("").equals(token)) {
      return error(401, "The access token provided is invalid.");
    }
    if (!quota.take()) {
      return error(429, "Too many requests.").with("Retry-After", "1");
    }
    if (!request.path().equals(PRODUCTS) || !request.method().equals("GET")) {
      return error(404, "No route found for \"%s\".".formatted(request.path()));
    }
    int limit = Integer.parseInt(request.query().getOrDefault("limit", "10"));
    if (limit > MOST) {
      return error(422, "You cannot request more than 100 items.");
    }
    if (!"search_after".equals(request.query().get("pagination_type"))) {
      return error(422, "Pagination type does not exist here.");
    }
    try {
      return page(request, limit, changedAfter(request.query().get("search")));
    } catch (JsonProcessingException e) {
      return error(400, "Search query parameter should be valid JSON.");
    } catch (DateTimeException | IllegalArgumentException e) {
      return error(422, e.getMessage());
    }
  }

  /** The one filter it knows; empty without a search. */
  private static Optional<Instant> changedAfter(String search) throws JsonProcessingException {
    if (search == null) {
      return Optional.empty();
    }
    JsonNode filter = RecordJson.mapper().readTree(search).at("/updated/0");
    if (!filter.path("operator").asText().equals(">")) {
      throw new IllegalArgumentException(
          "Filter on property \"updated\" is not supported or does not support operator \"%s\""
              .formatted(filter.path("operator").asText()));
    }
    return Optional.of(
        LocalDateTime.parse(filter.path("value").asText(), TIME).toInstant(ZoneOffset.UTC));
  }

  private Reply page(Request request, int limit, Optional<Instant> after) {
    Map<String, String> query = request.query();
    List<AkeneoProduct> found =
        products
            .changedAfter(after, query.getOrDefault("search_after", ""))
            .limit(limit + 1L)
            .toList();
    List<AkeneoProduct> page = found.subList(0, Math.min(limit, found.size()));
    Map<String, Object> links = new LinkedHashMap<>();
    links.put("self", link(query));
    if (found.size() > limit) {
      Map<String, String> next = new LinkedHashMap<>(query);
      next.put("search_after", page.get(limit - 1).uuid().toString());
      links.put("next", link(next));
    }
    Optional<String> scope = Optional.ofNullable(query.get("scope"));
    List<String> locales =
        Optional.ofNullable(query.get("locales"))
            .map(text -> List.of(text.split(",", -1)))
            .orElse(List.of());
    return Reply.json(
        200,
        Map.of(
            "_links",
            links,
            "_embedded",
            Map.of("items", page.stream().map(one -> one.json(scope, locales)).toList())));
  }

  private Map<String, Object> link(Map<String, String> query) {
    String parameters =
        query.entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return Map.of("href", url() + PRODUCTS + "?" + parameters);
  }

  private static Reply error(int status, String message) {
    return Reply.json(status, Map.of("code", status, "message", message));
  }

  /** Closes it at once; its products are gone. */
  @Override
  public void close() {
    server.close();
  }
}
