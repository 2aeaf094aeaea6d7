package dev.oneway.contract;

import dev.oneway.demo.ShopSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.shopify.ShopifyProducts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Products in GraphQL, known by a custom id; whatever goes wrong has status 200. */
class ShopifyContractTest extends HttpDestinationContract {
  private static final String TOKEN = "shpat_s3cret";
  private static final String THEIRS = "bestsellers";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return new Shop(ShopSandbox.start(0, TOKEN, weather));
  }

  private record Shop(ShopSandbox sandbox) implements VendorUnderTest {
    private ShopifyProducts products() {
      return sandbox.products();
    }

    private Map<String, Object> product(String key) {
      return products().find(ShopSandbox.CUSTOM_ID, key).orElseThrow();
    }

    private String id(String key) {
      return (String) product(key).get("id");
    }

    private static String keyOf(Map<String, Object> product) {
      return ShopifyProducts.metafields(product).getOrDefault(ShopSandbox.CUSTOM_ID, "");
    }

    @Override
    public String kamelet() {
      return "shopify-product-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "oneway.auth.shopify.type",
          "header",
          "oneway.auth.shopify.header",
          "X-Shopify-Access-Token",
          "oneway.auth.shopify.token",
          TOKEN);
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: Shopify, object: product }
          key: { uuid: id }
          changedAt: { from: revision, type: integer }
          fields:
            title: name
            vendor: email
            sku: { template: "SKU-{score}" }
          """;
    }

    @Override
    public boolean writes(Request request) {
      return request.text().contains("productSet");
    }

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public Map<String, String> names() {
      return products().all().stream()
          .collect(Collectors.toMap(Shop::keyOf, one -> (String) one.get("title")));
    }

    @Override
    public Optional<Boolean> hasEmail(String key) {
      return Optional.of(product(key).get("vendor") != null);
    }

    @Override
    public long count(String key) {
      return products().all().stream().filter(one -> keyOf(one).equals(key)).count();
    }

    /** A product type, a metafield and a weight are the merchants' own. */
    @Override
    public void edit(String key) {
      Map<String, String> metafields =
          new LinkedHashMap<>(ShopifyProducts.metafields(product(key)));
      metafields.put("custom.care", THEIRS);
      products().edit(id(key), Map.of("productType", THEIRS, "metafields", metafields));
      products().editVariant(id(key), Map.of("weight", 7L));
    }

    @Override
    public boolean rename(String key, String name) {
      products().edit(id(key), Map.of("title", name));
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return product(key).get("productType").equals(THEIRS)
          && THEIRS.equals(ShopifyProducts.metafields(product(key)).get("custom.care"))
          && Long.valueOf(7).equals(ShopifyProducts.variant(product(key)).get("weight"));
    }

    @Override
    public Set<String> foreignFields() {
      return products().all().stream()
          .filter(one -> !one.get("productType").equals(THEIRS))
          .filter(one -> !one.get("productType").equals("") || !one.get("tags").equals(List.of()))
          .map(one -> "productType or tags of " + keyOf(one))
          .collect(Collectors.toSet());
    }

    @Override
    public void remove(String key) {
      products().delete(id(key));
    }

    @Override
    public void create(String key) {
      products().add("Somebody's", Map.of(ShopSandbox.CUSTOM_ID, key));
    }

    @Override
    public String refusedName() {
      return " ";
    }

    @Override
    public String refusal() {
      return "Title can't be blank";
    }

    private static Reply error(String code) {
      return Reply.json(
          200,
          Map.of("errors", List.of(Map.of("message", "no", "extensions", Map.of("code", code)))));
    }

    @Override
    public List<Reply> faultsOfNobodysRecord() {
      return List.of(error("ACCESS_DENIED"), error("NOT_FOUND"), error("SHOP_INACTIVE"));
    }

    @Override
    public List<Reply> doubtfulAnswers() {
      return List.of(error("INTERNAL_SERVER_ERROR"), error("undefinedField"));
    }

    @Override
    public Optional<Reply> lateLookup() {
      Map<String, Object> none = new LinkedHashMap<>();
      none.put("productByIdentifier", null);
      return Optional.of(Reply.json(200, Map.of("data", none)));
    }

    @Override
    public void clear() {
      products().all().forEach(one -> products().delete((String) one.get("id")));
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
