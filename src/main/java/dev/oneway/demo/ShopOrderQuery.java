package dev.oneway.demo;

import dev.oneway.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a request for orders asks for. A {@code page_info} carries the filters of the first request
 * and the last order of the page before; like Shopify, it tolerates no filter beside it.
 */
record ShopOrderQuery(int limit, Instant updatedAtMin, String status, Instant after, long afterId) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 250;
  private static final String LIMIT = "limit";
  private static final String PAGE_INFO = "page_info";
  private static final String UPDATED_AT_MIN = "updated_at_min";
  private static final String STATUS = "status";
  private static final Set<String> BESIDE_PAGE_INFO = Set.of(LIMIT, "fields", PAGE_INFO);

  /** The request is refused with status 400; the parameter and why. */
  static final class BadRequest extends Exception {
    private static final long serialVersionUID = 1L;
    private final String parameter;

    BadRequest(String parameter, String message) {
      super(message);
      this.parameter = parameter;
    }

    Map<String, Object> errors() {
      return Map.of("errors", Map.of(parameter, getMessage()));
    }
  }

  /**
   * @param parameters the query's, decoded
   */
  static ShopOrderQuery parse(Map<String, String> parameters) throws BadRequest {
    int limit = limit(parameters.get(LIMIT));
    String pageInfo = parameters.get(PAGE_INFO);
    if (pageInfo == null) {
      return new ShopOrderQuery(
          limit,
          time(parameters.get(UPDATED_AT_MIN)),
          parameters.getOrDefault(STATUS, "open"),
          Instant.MIN,
          0);
    }
    for (String parameter : parameters.keySet()) {
      if (!BESIDE_PAGE_INFO.contains(parameter)) {
        throw new BadRequest(
            parameter,
            parameter
                + " cannot be passed when page_info is present. See https://shopify.dev/api/usage/pagination-rest for more information.");
      }
    }
    return resume(limit, pageInfo);
  }

  private static ShopOrderQuery resume(int limit, String pageInfo) throws BadRequest {
    try {
      Map<String, Object> cursor =
          RecordJson.readRecord(
              new String(Base64.getUrlDecoder().decode(pageInfo), StandardCharsets.UTF_8));
      return new ShopOrderQuery(
          limit,
          Instant.parse((String) cursor.get(UPDATED_AT_MIN)),
          (String) cursor.get(STATUS),
          Instant.parse((String) cursor.get("last_value")),
          (Long) cursor.get("last_id"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BadRequest(PAGE_INFO, "Invalid value.");
    }
  }

  /** The cursor of the page behind this order. */
  String pageInfoAfter(ShopOrder order) {
    Map<String, Object> cursor = new LinkedHashMap<>();
    cursor.put(STATUS, status);
    cursor.put(UPDATED_AT_MIN, updatedAtMin.toString());
    cursor.put("direction", "next");
    cursor.put("last_id", order.id());
    cursor.put("last_value", order.updatedAt().toString());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(RecordJson.write(cursor).getBytes(StandardCharsets.UTF_8));
  }

  boolean asksFor(ShopOrder order) {
    return !order.updatedAt().isBefore(updatedAtMin) && isBehindCursor(order) && hasStatus(order);
  }

  private boolean isBehindCursor(ShopOrder order) {
    int place = order.updatedAt().compareTo(after);
    return place > 0 || (place == 0 && order.id() > afterId);
  }

  private boolean hasStatus(ShopOrder order) {
    boolean cancelled = order.cancelledAt().isPresent();
    return switch (status) {
      case "any" -> true;
      case "cancelled", "closed" -> cancelled;
      default -> !cancelled;
    };
  }

  private static int limit(String text) throws BadRequest {
    try {
      return text == null ? DEFAULT_LIMIT : Math.max(1, Math.min(MOST, Integer.parseInt(text)));
    } catch (NumberFormatException e) {
      throw new BadRequest(LIMIT, "Invalid value.");
    }
  }

  private static Instant time(String text) throws BadRequest {
    try {
      return text == null ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new BadRequest(UPDATED_AT_MIN, "Invalid value.");
    }
  }
}
