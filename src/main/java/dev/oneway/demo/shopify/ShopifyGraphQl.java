package dev.oneway.demo.shopify;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Answers {@code POST graphql.json} as the GraphQL Admin API does: {@code productSet} and {@code
 * productByIdentifier}, by id or by a custom id; errors inside status 200; a limit in points, of
 * which a bucket holds 2,000 and gets 100 a second. Whoever calls it has checked the token. Threads
 * may share it.
 *
 * @see <a
 *     href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/productSet">productSet</a>
 */
public final class ShopifyGraphQl implements Vendor {
  private static final double MOST_POINTS = 2000;
  private static final double POINTS_A_SECOND = 100;
  private static final int POINTS_OF_A_MUTATION = 10;
  private static final Set<String> ARGUMENTS = Set.of("input", "identifier", "synchronous");

  private final ProductSet productSet;
  private final InstantSource clock;
  private double points = MOST_POINTS;
  private Instant counted;

  /**
   * @param customId the metafield of type {@code id} the shop has a definition of, as {@code
   *     namespace.key}
   */
  public ShopifyGraphQl(ShopifyProducts products, String customId, InstantSource clock) {
    this.productSet = new ProductSet(products, customId);
    this.clock = clock;
    this.counted = clock.instant();
  }

  @Override
  public synchronized Reply answer(Request request) {
    if (!(request.json().orElse(null) instanceof Map<?, ?> body)
        || !(body.get("query") instanceof String query)) {
      return Reply.json(
          400, Map.of("errors", Map.of("query", "Required parameter missing or invalid")));
    }
    Map<String, Object> variables = new LinkedHashMap<>();
    if (body.get("variables") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> variables.put(String.valueOf(name), value));
    }
    try {
      takePoints(query.strip().startsWith("mutation") ? POINTS_OF_A_MUTATION : 1);
      Map<String, Object> data = new LinkedHashMap<>();
      for (Selection field : Selection.parse(query, variables)) {
        data.put(field.alias(), root(field));
      }
      return Reply.json(200, Map.of("data", data, "extensions", cost()));
    } catch (GraphQlException e) {
      Map<String, Object> document = new LinkedHashMap<>(e.document());
      document.put("extensions", cost());
      return Reply.json(200, document);
    }
  }

  private void takePoints(int cost) throws GraphQlException {
    Instant now = clock.instant();
    double restored = Duration.between(counted, now).toMillis() / 1000.0 * POINTS_A_SECOND;
    points = Math.min(MOST_POINTS, points + restored);
    counted = now;
    if (points < cost) {
      throw new GraphQlException("THROTTLED", "Throttled");
    }
    points -= cost;
  }

  private Map<String, Object> cost() {
    return Map.of(
        "cost",
        Map.of(
            "throttleStatus",
            Map.of(
                "maximumAvailable",
                MOST_POINTS,
                "currentlyAvailable",
                (long) points,
                "restoreRate",
                POINTS_A_SECOND)));
  }

  private Object root(Selection field) throws GraphQlException {
    return switch (field.name()) {
      case "productSet" -> {
        for (String argument : field.arguments().keySet()) {
          if (!ARGUMENTS.contains(argument)) {
            throw new GraphQlException(
                "argumentNotAccepted",
                "Field 'productSet' doesn't accept argument '%s'".formatted(argument));
          }
        }
        yield Projection.of("ProductSetPayload", productSet.set(field.arguments()), field.fields());
      }
      case "productByIdentifier" ->
          Projection.of(
              "Product",
              productSet.find(field.arguments().get("identifier")).orElse(null),
              field.fields());
      default ->
          throw new GraphQlException(
              "undefinedField", "Field '%s' doesn't exist".formatted(field.name()));
    };
  }
}
