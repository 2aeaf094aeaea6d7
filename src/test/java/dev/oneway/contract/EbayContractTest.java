package dev.oneway.contract;

import dev.oneway.demo.ebay.EbayInventory;
import dev.oneway.demo.ebay.EbaySandbox;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Inventory items, replaced in bulk by SKU; what the seller makes of them are offers. */
class EbayContractTest extends HttpDestinationContract {
  private static final String REFRESH = "v^1.1#s3cret-refresh";
  private static final String THEIRS = "38089";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return new Seller(EbaySandbox.start(0, REFRESH, weather));
  }

  private record Seller(EbaySandbox sandbox) implements VendorUnderTest {
    private EbayInventory inventory() {
      return sandbox.inventory();
    }

    private static Map<?, ?> product(Map<String, Object> item) {
      return (Map<?, ?>) item.get("product");
    }

    @Override
    public String kamelet() {
      return "ebay-inventory-item-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "batch", "3", "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "oneway.auth.ebay.type", "refresh-token",
          "oneway.auth.ebay.tokenUrl", sandbox.tokenUrl(),
          "oneway.auth.ebay.clientAuthentication", "basic",
          "oneway.auth.ebay.clientId", "client",
          "oneway.auth.ebay.clientSecret", "s3cret",
          "oneway.auth.ebay.refreshToken", REFRESH);
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: eBay, object: inventory_item }
          key: { sku: id }
          changedAt: { from: revision, type: integer }
          fields:
            product.title: name
            product.brand: email
            availability.shipToLocationAvailability.quantity: { from: score, type: integer }
          """;
    }

    @Override
    public boolean writes(Request request) {
      return request.path().contains("/bulk_");
    }

    @Override
    public int batch() {
      return 3;
    }

    @Override
    public Map<String, String> names() {
      return inventory().items().entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey, one -> (String) product(one.getValue()).get("title")));
    }

    @Override
    public Optional<Boolean> hasEmail(String key) {
      return Optional.of(product(inventory().find(key).orElseThrow()).get("brand") != null);
    }

    @Override
    public long count(String key) {
      return inventory().find(key).stream().count();
    }

    @Override
    public void edit(String key) {
      inventory().offer(key, THEIRS);
    }

    @Override
    public boolean rename(String key, String name) {
      Map<String, Object> item = new LinkedHashMap<>(inventory().find(key).orElseThrow());
      Map<Object, Object> product = new LinkedHashMap<>(product(item));
      product.put("title", name);
      item.put("product", product);
      inventory().put(key, item);
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return inventory().offerOf(key).equals(Optional.of(THEIRS));
    }

    @Override
    public Set<String> foreignFields() {
      Set<String> own = Set.of("locale", "product", "availability");
      return inventory().items().values().stream()
          .flatMap(one -> one.keySet().stream())
          .filter(field -> !own.contains(field))
          .collect(Collectors.toSet());
    }

    @Override
    public void remove(String key) {
      inventory().delete(key);
    }

    @Override
    public void create(String key) {
      inventory().put(key, new LinkedHashMap<>(Map.of("product", Map.of("title", "Somebody's"))));
    }

    @Override
    public String refusedName() {
      return " ";
    }

    @Override
    public String refusal() {
      return "Invalid title";
    }

    @Override
    public Optional<List<String>> items() {
      return Optional.of(List.of("responses"));
    }

    @Override
    public boolean itemsAreKeyed() {
      return true;
    }

    @Override
    public boolean expireTokens() {
      sandbox.expireTokens();
      return true;
    }

    @Override
    public boolean asksForToken(Request request) {
      return request.path().contains("/oauth2/");
    }

    @Override
    public void clear() {
      inventory().items().keySet().forEach(inventory()::delete);
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
