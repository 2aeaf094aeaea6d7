package dev.oneway.contract;

import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.mailchimp.MailchimpProducts;
import dev.oneway.demo.mailchimp.MailchimpSandbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Products of a store by an id of ours; errors are problem details. */
class MailchimpContractTest extends HttpDestinationContract {
  private static final String KEY = "s3cret-key-us21";
  private static final String THEIRS = "https://shop.example.com/image.png";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return new Store(MailchimpSandbox.start(0, KEY, "shop", weather));
  }

  private record Store(MailchimpSandbox sandbox) implements VendorUnderTest {
    private MailchimpProducts products() {
      return sandbox.products();
    }

    @Override
    public String kamelet() {
      return "mailchimp-product-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "store", "shop", "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("oneway.auth.mailchimp.type", "bearer", "oneway.auth.mailchimp.token", KEY);
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: Mailchimp, object: product }
          key: { id: id }
          changedAt: { from: revision, type: integer }
          fields:
            title: name
            vendor: email
            variants: { expr: '[{ "id": id, "title": name }]' }
          """;
    }

    @Override
    public boolean writes(Request request) {
      return !request.method().equals("GET");
    }

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public Map<String, String> names() {
      return products().all().entrySet().stream()
          .collect(
              Collectors.toMap(Map.Entry::getKey, one -> (String) one.getValue().get("title")));
    }

    @Override
    public Optional<Boolean> hasEmail(String key) {
      return Optional.of(products().find(key).orElseThrow().get("vendor") != null);
    }

    @Override
    public long count(String key) {
      return products().find(key).stream().count();
    }

    @Override
    public void edit(String key) {
      products().put(key, Map.of("image_url", THEIRS));
    }

    @Override
    public boolean rename(String key, String name) {
      products().put(key, Map.of("title", name));
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return THEIRS.equals(products().find(key).orElseThrow().get("image_url"));
    }

    @Override
    public Set<String> foreignFields() {
      Set<String> own = Set.of("id", "title", "vendor", "variants", "image_url");
      return products().all().values().stream()
          .flatMap(one -> one.keySet().stream())
          .filter(field -> !own.contains(field))
          .collect(Collectors.toSet());
    }

    @Override
    public void remove(String key) {
      products().delete(key);
    }

    @Override
    public void create(String key) {
      products()
          .put(
              key,
              Map.of(
                  "title",
                  "Somebody's",
                  "variants",
                  List.of(Map.of("id", key, "title", "Somebody's"))));
    }

    @Override
    public String refusedName() {
      return " ";
    }

    @Override
    public String refusal() {
      return "This value should not be blank.";
    }

    @Override
    public void clear() {
      products().all().keySet().forEach(products()::delete);
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
