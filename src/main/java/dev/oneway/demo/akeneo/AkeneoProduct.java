package dev.oneway.demo.akeneo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A product of the catalog. Immutable.
 *
 * @param description in HTML, in English; empty when nobody has written one
 * @param price in euros
 * @param stock how many the warehouse has
 * @param enabled false when it is withdrawn
 */
public record AkeneoProduct(
    UUID uuid,
    String sku,
    String name,
    Optional<String> description,
    String brand,
    BigDecimal price,
    long stock,
    boolean enabled,
    Instant created,
    Instant updated) {
  private static final String CHANNEL = "ecommerce";
  private static final String ENGLISH = "en_US";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  AkeneoProduct named(String name, Instant now) {
    return new AkeneoProduct(
        uuid, sku, name, description, brand, price, stock, enabled, created, now);
  }

  AkeneoProduct priced(BigDecimal price, Instant now) {
    return new AkeneoProduct(
        uuid, sku, name, description, brand, price, stock, enabled, created, now);
  }

  AkeneoProduct stocked(long stock, Instant now) {
    return new AkeneoProduct(
        uuid, sku, name, description, brand, price, stock, enabled, created, now);
  }

  AkeneoProduct enabled(boolean enabled, Instant now) {
    return new AkeneoProduct(
        uuid, sku, name, description, brand, price, stock, enabled, created, now);
  }

  /**
   * As the API shows it, with the values of these channels and languages only.
   *
   * @param scope empty for all
   * @param locales empty for all
   * @see <a href="https://api.akeneo.com/concepts/products.html#product-values">Product values</a>
   */
  Map<String, Object> json(Optional<String> scope, List<String> locales) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("uuid", uuid.toString());
    json.put("enabled", enabled);
    json.put("family", "bicycle_trade");
    json.put("categories", List.of("shop"));
    json.put("groups", List.of());
    json.put("parent", null);
    json.put("values", values(scope, locales));
    json.put("created", time(created));
    json.put("updated", time(updated));
    json.put("associations", Map.of());
    json.put("quantified_associations", Map.of());
    return json;
  }

  private Map<String, Object> values(Optional<String> scope, List<String> locales) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sku", List.of(value(null, null, sku)));
    values.put("brand", List.of(value(null, null, brand)));
    values.put("stock", List.of(value(null, null, stock)));
    values.put(
        "price",
        List.of(
            value(
                null, null, List.of(Map.of("amount", price.toPlainString(), "currency", "EUR")))));
    List<Map<String, Object>> names = new ArrayList<>();
    names.add(value(ENGLISH, null, name));
    names.add(value("de_DE", null, name + " (DE)"));
    names.removeIf(one -> !locales.isEmpty() && !locales.contains(one.get("locale")));
    values.put("name", names);
    boolean shown = scope.isEmpty() || scope.get().equals(CHANNEL);
    if (shown && (locales.isEmpty() || locales.contains(ENGLISH))) {
      description.ifPresent(
          text -> values.put("description", List.of(value(ENGLISH, CHANNEL, text))));
    }
    return values;
  }

  private static Map<String, Object> value(String locale, String scope, Object data) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("locale", locale);
    value.put("scope", scope);
    value.put("data", data);
    return value;
  }

  private static String time(Instant instant) {
    return TIME.format(instant.atOffset(ZoneOffset.UTC));
  }
}
