package dev.oneway.demo.ebay;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A seller's inventory on this machine that answers like eBay's Inventory API: items created or
 * replaced in bulk, 25 at most, their quantities changed alone, one read by SKU. Tokens are got
 * with a refresh token and can be made invalid. Threads may share it.
 *
 * @see <a href="https://developer.ebay.com/api-docs/sell/inventory/resources/methods">Inventory
 *     API</a>
 */
public final class EbaySandbox implements AutoCloseable {
  private static final String TOKEN = "/identity/v1/oauth2/token";
  private static final String ITEM = "/sell/inventory/v1/inventory_item/";
  private static final String BULK = "/sell/inventory/v1/bulk_create_or_replace_inventory_item";
  private static final String QUANTITY = "/sell/inventory/v1/bulk_update_price_quantity";
  private static final int MOST = 25;
  private static final int LONGEST_TITLE = 80;
  private static final int LONGEST_SKU = 50;

  private final String refreshToken;
  private final EbayInventory inventory = new EbayInventory();
  private final SandboxServer server;
  private int tokens;

  private EbaySandbox(int port, String refreshToken, Weather weather) throws IOException {
    this.refreshToken = refreshToken;
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param refreshToken what an access token is given for
   * @throws IOException when the port is taken
   */
  public static EbaySandbox start(int port, String refreshToken, Weather weather)
      throws IOException {
    return new EbaySandbox(port, refreshToken, weather);
  }

  /** Its address, e.g. {@code http://localhost:34567}. */
  public String url() {
    return server.url();
  }

  /** Where access tokens are got. */
  public String tokenUrl() {
    return url() + TOKEN;
  }

  /** The items, to look at and to change. */
  public EbayInventory inventory() {
    return inventory;
  }

  /** The access tokens given so far are invalid from now on. */
  public synchronized void expireTokens() {
    tokens++;
  }

  private String token() {
    return "v^1.1#access-" + tokens;
  }

  private synchronized Reply answer(Request request) {
    if (request.path().equals(TOKEN)) {
      return Objects.equals(request.form().get("refresh_token"), refreshToken)
          ? Reply.json(200, Map.of("access_token", token(), "expires_in", 7200))
          : Reply.json(400, Map.of("error", "invalid_grant"));
    }
    if (!request.bearer().orElse("").equals(token())) {
      return error(401, 1001, "Invalid access token");
    }
    String call = request.method() + " " + request.path();
    if (call.equals("POST " + BULK)) {
      return request.header("Content-Language").isPresent()
          ? bulk(request, this::put)
          : error(400, 25709, "Invalid value for header Content-Language.");
    }
    if (call.equals("POST " + QUANTITY)) {
      return bulk(request, this::setQuantity);
    }
    return call.startsWith("GET " + ITEM)
        ? item(request.path().substring(ITEM.length()))
        : error(404, 2002, "Resource not found");
  }

  private Reply item(String sku) {
    return inventory
        .find(sku)
        .map(
            item -> {
              Map<String, Object> shown = new LinkedHashMap<>(item);
              shown.put("sku", sku);
              return Reply.json(200, shown);
            })
        .orElseGet(
            () -> error(404, 25710, "We didn't find the resource/entity you are requesting."));
  }

  /** Does something with one item. */
  private interface One {
    Map<String, Object> with(String sku, Map<String, Object> item);
  }

  private static Reply bulk(Request request, One one) {
    if (!(request.json().orElse(null) instanceof Map<?, ?> body)
        || !(body.get("requests") instanceof List<?> requests)
        || requests.isEmpty()) {
      return error(400, 25001, "Could not serialize field [requests]");
    }
    if (requests.size() > MOST) {
      return error(400, 25026, "The number of requests exceeds the limit of 25.");
    }
    List<Map<String, Object>> responses = new ArrayList<>();
    for (Object given : requests) {
      Map<String, Object> item = new LinkedHashMap<>();
      ((Map<?, ?>) given).forEach((name, value) -> item.put(String.valueOf(name), value));
      responses.add(one.with(Objects.toString(item.remove("sku"), ""), item));
    }
    boolean mixed = responses.stream().anyMatch(response -> response.containsKey("errors"));
    return Reply.json(mixed ? 207 : 200, Map.of("responses", responses));
  }

  private Map<String, Object> put(String sku, Map<String, Object> item) {
    if (sku.isBlank() || sku.length() > LONGEST_SKU) {
      return refusal(sku, 400, 25707, "This is an invalid value for a SKU.");
    }
    if (item.get("product") instanceof Map<?, ?> product && product.containsKey("title")) {
      String title = Objects.toString(product.get("title"), "");
      if (title.isBlank() || title.length() > LONGEST_TITLE) {
        return refusal(
            sku, 400, 25718, "Invalid title. The length should be between 1 and 80 characters.");
      }
    }
    boolean isNew = inventory.find(sku).isEmpty();
    inventory.put(sku, item);
    return response(sku, isNew ? 201 : 200);
  }

  private Map<String, Object> setQuantity(String sku, Map<String, Object> item) {
    boolean done =
        item.get("shipToLocationAvailability") instanceof Map<?, ?> availability
            && inventory.setQuantity(sku, availability.get("quantity"));
    return done
        ? response(sku, 200)
        : refusal(sku, 404, 25710, "We didn't find the resource/entity you are requesting.");
  }

  private static Map<String, Object> response(String sku, int status) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("sku", sku);
    response.put("statusCode", status);
    response.put("locale", "en_US");
    return response;
  }

  private static Map<String, Object> refusal(String sku, int status, int id, String message) {
    Map<String, Object> response = response(sku, status);
    response.put("errors", errors(id, message));
    return response;
  }

  private static List<Map<String, Object>> errors(int id, String message) {
    return List.of(
        Map.of(
            "errorId",
            id,
            "domain",
            "API_INVENTORY",
            "category",
            "REQUEST",
            "message",
            message,
            "longMessage",
            message));
  }

  private static Reply error(int status, int id, String message) {
    return Reply.json(status, Map.of("errors", errors(id, message)));
  }

  /** Closes it at once; its items are gone. */
  @Override
  public void close() {
    server.close();
  }
}
