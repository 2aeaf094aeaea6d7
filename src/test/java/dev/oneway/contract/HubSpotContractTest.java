package dev.oneway.contract;

import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.hubspot.HubSpotObject;
import dev.oneway.demo.hubspot.HubSpotObjects;
import dev.oneway.demo.hubspot.HubSpotSandbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The contract for {@code hubspot-upsert-sink}, with companies. */
class HubSpotContractTest extends HttpDestinationContract {
  private static final String TOKEN = "s3cret-hubspot-token";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return new Companies(HubSpotSandbox.start(0, TOKEN, weather));
  }

  private record Companies(HubSpotSandbox sandbox) implements VendorUnderTest {
    private static final String KEY = "customer_id";
    private static final String FOREIGN = "plan";
    private static final String BY_PEOPLE = "by hand";

    @Override
    public String kamelet() {
      return "hubspot-upsert-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of(
          "url",
          sandbox.url(),
          "object",
          "companies",
          "idProperty",
          KEY,
          "batch",
          String.valueOf(batch()),
          "rate",
          "186/10s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("oneway.auth.hubspot.type", "bearer", "oneway.auth.hubspot.token", TOKEN);
    }

    @Override
    public String mapping() {
      return """
      source:      { system: Things, object: thing, owner: contract }
      destination: { system: HubSpot, object: company }
      key:         { customer_id: id }
      changedAt:   { from: revision, type: integer }
      fields:
        name:                 name
        domain:               email
        monthly_active_users: { from: score, type: integer }
      """;
    }

    @Override
    public boolean writes(Request request) {
      return request.path().endsWith("/batch/upsert");
    }

    @Override
    public int batch() {
      return 4;
    }

    private HubSpotObjects companies() {
      return sandbox.account().companies();
    }

    @Override
    public Map<String, String> names() {
      return companies().all().stream()
          .collect(
              Collectors.toMap(
                  company -> company.property(KEY), company -> company.property("name")));
    }

    @Override
    public long count(String key) {
      return companies().all().stream()
          .filter(company -> company.property(KEY).equals(key))
          .count();
    }

    @Override
    public Optional<Boolean> hasEmail(String key) {
      return Optional.of(!found(key).property("domain").isEmpty());
    }

    @Override
    public void edit(String key) {
      companies().change(found(key).id(), Map.of(FOREIGN, BY_PEOPLE));
    }

    @Override
    public boolean rename(String key, String name) {
      companies().change(found(key).id(), Map.of("name", name));
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return found(key).property(FOREIGN).equals(BY_PEOPLE);
    }

    @Override
    public void remove(String key) {
      companies().remove(found(key).id());
    }

    @Override
    public void create(String key) {
      companies().add(Map.of(KEY, key, "name", "Somebody"));
    }

    private HubSpotObject found(String key) {
      return companies().find(KEY, key).orElseThrow();
    }

    @Override
    public boolean lists() {
      return true;
    }

    @Override
    public String refusedName() {
      return "x".repeat(65_537);
    }

    @Override
    public String refusal() {
      return "the value is longer than 65536 characters";
    }

    @Override
    public Optional<List<String>> items() {
      return Optional.of(List.of("results"));
    }

    @Override
    public boolean itemsAreKeyed() {
      return true;
    }

    @Override
    public void clear() {
      companies().clear();
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
