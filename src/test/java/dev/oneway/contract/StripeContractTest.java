package dev.oneway.contract;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.stripe.StripeCustomers;
import dev.oneway.demo.stripe.StripeSandbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Customers, searched for by a key that hides in their metadata, and made with a key of ours. */
class StripeContractTest extends HttpDestinationContract {
  private static final String KEY = "rk_test_s3cret";
  private static final String THEIRS = "pays late";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return new Payments(StripeSandbox.start(0, KEY, weather));
  }

  private record Payments(StripeSandbox sandbox) implements VendorUnderTest {
    private StripeCustomers customers() {
      return sandbox.customers();
    }

    private List<Map<String, Object>> of(String key) {
      return customers().withMetadata("thing_id", key);
    }

    private String id(String key) {
      return (String) of(key).get(0).get("id");
    }

    @Override
    public String kamelet() {
      return "stripe-customer-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "externalId", "thing_id", "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("oneway.auth.stripe.type", "bearer", "oneway.auth.stripe.token", KEY);
    }

    /** Stripe takes any name, so a name decides whether the address is one. */
    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: Stripe, object: customer }
          key: { metadata.thing_id: id }
          changedAt: { from: revision, type: integer }
          fields:
            name: name
            email: { expr: 'name = "Nobody" ? "nowhere" : email' }
            metadata.score: { from: score, type: integer }
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
      return customers().all().stream()
          .collect(
              Collectors.toMap(
                  one -> (String) ((Map<?, ?>) one.get("metadata")).get("thing_id"),
                  one -> (String) one.get("name")));
    }

    @Override
    public long count(String key) {
      return of(key).size();
    }

    @Override
    public void edit(String key) {
      customers().update(id(key), Map.of("description", THEIRS));
    }

    @Override
    public boolean rename(String key, String name) {
      customers().update(id(key), Map.of("name", name));
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return of(key).get(0).get("description").equals(THEIRS);
    }

    @Override
    public Set<String> foreignFields() {
      Set<String> own = Set.of("id", "object", "metadata", "name", "email", "description");
      return customers().all().stream()
          .flatMap(one -> one.keySet().stream())
          .filter(field -> !own.contains(field))
          .collect(Collectors.toSet());
    }

    @Override
    public void remove(String key) {
      customers().delete(id(key));
    }

    @Override
    public void create(String key) {
      customers().create(Map.of("name", "Somebody", "metadata[thing_id]", key));
    }

    @Override
    public boolean lists() {
      return true;
    }

    @Override
    public String refusedName() {
      return "Nobody";
    }

    @Override
    public String refusal() {
      return "Invalid email address: nowhere";
    }

    @Override
    public Optional<Reply> lateLookup() {
      return Optional.of(
          Reply.json(200, Map.of("object", "search_result", "data", List.of(), "has_more", false)));
    }

    @Override
    public void clear() {
      customers().all().forEach(one -> customers().delete((String) one.get("id")));
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
