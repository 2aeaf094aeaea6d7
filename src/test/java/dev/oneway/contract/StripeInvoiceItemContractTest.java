package dev.oneway.contract;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.stripe.StripeInvoiceItems;
import dev.oneway.demo.stripe.StripeSandbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Invoice items, looked for in their customer's list, and made with a key of ours. */
class StripeInvoiceItemContractTest extends HttpDestinationContract {
  private static final String KEY = "rk_test_s3cret";
  private static final String THEIRS = "agreed by telephone";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    StripeSandbox sandbox = StripeSandbox.start(0, KEY, weather);
    return new Billing(sandbox, sandbox.customers().create(Map.of("name", "Acme")));
  }

  private record Billing(StripeSandbox sandbox, String customer) implements VendorUnderTest {
    private StripeInvoiceItems bill() {
      return sandbox.items();
    }

    private List<Map<String, Object>> of(String key) {
      return bill().withMetadata("thing_id", key);
    }

    private String id(String key) {
      return (String) of(key).get(0).get("id");
    }

    @Override
    public String kamelet() {
      return "stripe-invoice-item-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "externalId", "thing_id", "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("oneway.auth.stripe.type", "bearer", "oneway.auth.stripe.token", KEY);
    }

    /** Stripe takes any description, so a name decides whether the amount is one. */
    @Override
    public String mapping() {
      return """
      source: { system: Store, object: thing, owner: tests }
      destination: { system: Stripe, object: invoiceitem }
      key: { metadata.thing_id: id }
      changedAt: { from: revision, type: integer }
      fields:
        customer: { value: %s }
        currency: { value: eur }
        amount: { expr: 'name = "Nobody" ? "nothing" : score' }
        description: name
      """
          .formatted(customer);
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
      return bill().all().stream()
          .collect(
              Collectors.toMap(
                  one -> (String) ((Map<?, ?>) one.get("metadata")).get("thing_id"),
                  one -> (String) one.get("description")));
    }

    @Override
    public long count(String key) {
      return of(key).size();
    }

    @Override
    public void edit(String key) {
      bill().edit(id(key), Map.of("metadata[note]", THEIRS));
    }

    @Override
    public boolean rename(String key, String name) {
      bill().edit(id(key), Map.of("description", name));
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return THEIRS.equals(((Map<?, ?>) of(key).get(0).get("metadata")).get("note"));
    }

    @Override
    public Set<String> foreignFields() {
      Set<String> own =
          Set.of(
              "id",
              "object",
              "metadata",
              "customer",
              "currency",
              "amount",
              "description",
              "invoice");
      return bill().all().stream()
          .flatMap(one -> one.keySet().stream())
          .filter(field -> !own.contains(field))
          .collect(Collectors.toSet());
    }

    @Override
    public void remove(String key) {
      bill().delete(id(key));
    }

    @Override
    public void create(String key) {
      bill()
          .create(
              Map.of(
                  "customer", customer,
                  "currency", "eur",
                  "amount", "1",
                  "description", "Something",
                  "metadata[thing_id]", key));
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
      return "Invalid integer: nothing";
    }

    @Override
    public Optional<Reply> lateLookup() {
      return Optional.of(
          Reply.json(200, Map.of("object", "list", "data", List.of(), "has_more", false)));
    }

    @Override
    public void clear() {
      bill().all().forEach(one -> bill().delete((String) one.get("id")));
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
