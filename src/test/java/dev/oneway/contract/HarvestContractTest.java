package dev.oneway.contract;

import dev.oneway.demo.harvest.HarvestPeople;
import dev.oneway.demo.harvest.HarvestSandbox;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** People, who have no key of ours and are known by their address. */
class HarvestContractTest extends HttpDestinationContract {
  private static final String TOKEN = "s3cret-harvest-token";
  private static final long THEIRS = 72_000;

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    HarvestSandbox sandbox = HarvestSandbox.start(0, TOKEN, weather);
    sandbox.allow(1_000_000);
    return new Account(sandbox);
  }

  private record Account(HarvestSandbox sandbox) implements VendorUnderTest {
    private HarvestPeople people() {
      return sandbox.people();
    }

    private long id(String key) {
      return people().idOf(key + "@example.com").orElseThrow();
    }

    @Override
    public String kamelet() {
      return "harvest-user-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of(
          "url",
          sandbox.url(),
          "account",
          HarvestSandbox.ACCOUNT,
          "contact",
          "it@example.com",
          "rate",
          "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("oneway.auth.harvest.type", "bearer", "oneway.auth.harvest.token", TOKEN);
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: Harvest, object: user }
          key: { employee: id }
          changedAt: { from: revision, type: integer }
          fields:
            email: { template: "{id}@example.com" }
            first_name: name
            last_name: { value: Lee }
            timezone: email
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
      return people().all().stream()
          .collect(
              Collectors.toMap(
                  one -> String.valueOf(one.get("email")).replaceFirst("@.*", ""),
                  one -> String.valueOf(one.get("first_name"))));
    }

    @Override
    public Optional<Boolean> hasEmail(String key) {
      return Optional.of(people().find(id(key)).orElseThrow().get("timezone") != null);
    }

    @Override
    public long count(String key) {
      return people().all().stream()
          .filter(one -> one.get("email").equals(key + "@example.com"))
          .count();
    }

    @Override
    public void edit(String key) {
      people().update(id(key), Map.of("weekly_capacity", THEIRS));
    }

    @Override
    public boolean rename(String key, String name) {
      people().update(id(key), Map.of("first_name", name));
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return people().find(id(key)).orElseThrow().get("weekly_capacity").equals(THEIRS);
    }

    @Override
    public Set<String> foreignFields() {
      Set<String> own =
          Set.of(
              "id",
              "email",
              "first_name",
              "last_name",
              "timezone",
              "is_active",
              "is_contractor",
              "weekly_capacity",
              "roles",
              "updated_at");
      return people().all().stream()
          .flatMap(one -> one.keySet().stream())
          .filter(field -> !own.contains(field))
          .collect(Collectors.toSet());
    }

    @Override
    public void remove(String key) {
      people().delete(id(key));
    }

    @Override
    public void create(String key) {
      people()
          .create(Map.of("email", key + "@example.com", "first_name", "Some", "last_name", "Body"));
    }

    @Override
    public String refusedName() {
      return " ";
    }

    @Override
    public String refusal() {
      return "First name can't be blank";
    }

    @Override
    public void clear() {
      people().clear();
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
