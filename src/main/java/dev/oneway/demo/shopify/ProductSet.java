package dev.oneway.demo.shopify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The mutation {@code productSet}: what it refuses, creates and updates. Threads may share it. */
final class ProductSet {
  private static final Set<String> INPUT =
      Set.of(
          "title",
          "handle",
          "descriptionHtml",
          "vendor",
          "productType",
          "tags",
          "status",
          "metafields",
          "productOptions",
          "variants");
  private static final Set<String> STATUSES = Set.of("ACTIVE", "ARCHIVED", "DRAFT");

  private final ShopifyProducts products;
  private final String customId;

  ProductSet(ShopifyProducts products, String customId) {
    this.products = products;
    this.customId = customId;
  }

  /** A record's fault, which is told beside a product that is null. */
  private record UserError(String code, String message, List<String> field) {
    Map<String, Object> payload() {
      Map<String, Object> payload = new LinkedHashMap<>();
      payload.put("product", null);
      payload.put("userErrors", List.of(Map.of("code", code, "message", message, "field", field)));
      return payload;
    }
  }

  /** What the mutation answers. */
  Map<String, Object> set(Map<String, Object> arguments) throws GraphQlException {
    Map<String, Object> input = new LinkedHashMap<>(table(arguments.get("input")));
    for (String name : input.keySet()) {
      if (!INPUT.contains(name)) {
        throw new GraphQlException(
            "argumentNotAccepted",
            "InputObject 'ProductSetInput' doesn't accept argument '%s'".formatted(name));
      }
    }
    Optional<Map<String, Object>> there = find(arguments.get("identifier"));
    boolean byId = table(arguments.get("identifier")).containsKey("id");
    if (there.isEmpty() && byId) {
      return new UserError(
              "PRODUCT_DOES_NOT_EXIST", "Product does not exist", List.of("identifier", "id"))
          .payload();
    }
    Optional<UserError> error = refused(input, there.isEmpty());
    return error.isPresent() ? error.get().payload() : written(there, input);
  }

  private Map<String, Object> written(
      Optional<Map<String, Object>> there, Map<String, Object> input) {
    String id =
        there
            .map(product -> (String) product.get("id"))
            .orElseGet(() -> products.add((String) input.get("title"), Map.of()));
    products.set(id, input);
    return Map.of("product", products.find(id).orElseThrow(), "userErrors", List.of());
  }

  private static Optional<UserError> refused(Map<String, Object> input, boolean isNew)
      throws GraphQlException {
    Object status = input.getOrDefault("status", "ACTIVE");
    if (!STATUSES.contains(String.valueOf(status))) {
      throw new GraphQlException(
          "INVALID_VARIABLE", "Variable $status of type ProductStatus was provided invalid value");
    }
    boolean titled = isNew || input.containsKey("title");
    if (titled && Objects.toString(input.get("title"), "").isBlank()) {
      return Optional.of(
          new UserError("INVALID_INPUT", "Title can't be blank", List.of("input", "title")));
    }
    if (input.containsKey("variants") && !input.containsKey("productOptions")) {
      return Optional.of(
          new UserError(
              "PRODUCT_OPTIONS_INPUT_MISSING",
              "Product options input is required when updating variants",
              List.of("input")));
    }
    return isNegative(input)
        ? Optional.of(
            new UserError(
                "INVALID_VARIANT",
                "Price must be greater than or equal to 0",
                List.of("input", "variants", "0", "price")))
        : Optional.empty();
  }

  private static boolean isNegative(Map<String, Object> input) {
    return input.get("variants") instanceof List<?> variants
        && variants.stream()
            .anyMatch(one -> Objects.toString(table(one).get("price"), "").startsWith("-"));
  }

  /** The product an identifier is of: {@code id} or {@code customId}. */
  Optional<Map<String, Object>> find(Object identifier) throws GraphQlException {
    Map<String, Object> by = table(identifier);
    if (by.get("id") instanceof String id) {
      return products.find(id);
    }
    Map<String, Object> custom = table(by.get("customId"));
    String metafield = custom.get("namespace") + "." + custom.get("key");
    if (!metafield.equals(customId)) {
      throw new GraphQlException(
          "NOT_FOUND", "Metafield definition of type 'id' is required when using custom ids.");
    }
    return products.find(metafield, Objects.toString(custom.get("value"), ""));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> table(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
