package dev.oneway.demo.shopify;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The products of a shop: each a Map by the names of the API, {@code variants} a list of such Maps,
 * {@code metafields} the texts by {@code namespace.key}. In memory only. Threads may share it; each
 * change is seen as a whole.
 */
public final class ShopifyProducts {
  private static final long FIRST_ID = 9_270_016_983_319L;
  private static final String METAFIELDS = "metafields";
  private static final String VARIANTS = "variants";

  private final Map<String, Map<String, Object>> byId = new LinkedHashMap<>();
  private final InstantSource clock;
  private long made;

  public ShopifyProducts(InstantSource clock) {
    this.clock = clock;
  }

  /** All products, the oldest first. */
  public synchronized List<Map<String, Object>> all() {
    List<Map<String, Object>> copies = new ArrayList<>();
    byId.values().forEach(product -> copies.add(new LinkedHashMap<>(product)));
    return copies;
  }

  /** The product whose metafield has this value. */
  public Optional<Map<String, Object>> find(String metafield, String value) {
    return all().stream()
        .filter(product -> value.equals(metafields(product).get(metafield)))
        .findFirst();
  }

  synchronized Optional<Map<String, Object>> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(LinkedHashMap::new);
  }

  /** The only variant of a product that has no options. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> variant(Map<String, Object> product) {
    return ((List<Map<String, Object>>) product.get(VARIANTS)).get(0);
  }

  @SuppressWarnings("unchecked")
  public static Map<String, String> metafields(Map<String, Object> product) {
    return (Map<String, String>) product.get(METAFIELDS);
  }

  /** A merchant enters a product. Returns its id. */
  public synchronized String add(String title, Map<String, String> metafields) {
    String id = "gid://shopify/Product/" + (FIRST_ID + made++ * 32_768);
    Map<String, Object> product = new LinkedHashMap<>();
    product.put("id", id);
    product.put("title", title);
    product.put("handle", title.toLowerCase(java.util.Locale.ROOT).replaceAll("\\W+", "-"));
    product.put("descriptionHtml", "");
    product.put("vendor", "");
    product.put("productType", "");
    product.put("tags", List.of());
    product.put("status", "ACTIVE");
    product.put("createdAt", now());
    product.put(METAFIELDS, new LinkedHashMap<>(metafields));
    product.put(VARIANTS, List.of(newVariant(id)));
    byId.put(id, product);
    return id;
  }

  private static Map<String, Object> newVariant(String product) {
    Map<String, Object> variant = new LinkedHashMap<>();
    variant.put("id", product.replace("/Product/", "/ProductVariant/"));
    variant.put("sku", "");
    variant.put("price", "0.00");
    return variant;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A merchant changes some fields of a product. */
  public synchronized void edit(String id, Map<String, ?> fields) {
    byId.get(id).putAll(fields);
    byId.get(id).put("updatedAt", now());
  }

  /** A merchant changes some fields of a product's variant, such as its {@code sku}. */
  public synchronized void editVariant(String id, Map<String, ?> fields) {
    Map<String, Object> variant = new LinkedHashMap<>(variant(byId.get(id)));
    variant.putAll(fields);
    edit(id, Map.of(VARIANTS, List.of(variant)));
  }

  /** A merchant deletes a product. */
  public synchronized void delete(String id) {
    byId.remove(id);
  }

  /** What {@code productSet} does with a product that is there; a list replaces the one before. */
  synchronized void set(String id, Map<String, Object> input) {
    Map<String, Object> fields = new LinkedHashMap<>(input);
    fields.remove("productOptions");
    if (fields.remove(VARIANTS) instanceof List<?> variants
        && variants.get(0) instanceof Map<?, ?> given) {
      Map<String, Object> values = new LinkedHashMap<>();
      given.forEach((name, value) -> values.put(String.valueOf(name), value));
      values.remove("optionValues");
      editVariant(id, values);
    }
    if (fields.remove(METAFIELDS) instanceof List<?> metafields) {
      edit(id, Map.of(METAFIELDS, byName(metafields)));
    }
    edit(id, fields);
  }

  private static Map<String, String> byName(List<?> metafields) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (Object one : metafields) {
      if (one instanceof Map<?, ?> metafield) {
        byName.put(
            metafield.get("namespace") + "." + metafield.get("key"),
            Objects.toString(metafield.get("value"), ""));
      }
    }
    return byName;
  }
}
