package dev.oneway.contract;

import dev.oneway.demo.bamboohr.BambooHrEmployees;
import dev.oneway.demo.bamboohr.BambooHrSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Employees, found by a custom field; no two have the same e-mail address. */
class BambooHrContractTest extends HttpDestinationContract {
  private static final String KEY = "bamboohr-s3cret-key";
  private static final String THEIRS = "44";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return new Company(BambooHrSandbox.start(0, KEY, weather));
  }

  private record Company(BambooHrSandbox sandbox) implements VendorUnderTest {
    private BambooHrEmployees employees() {
      return sandbox.employees();
    }

    private List<Long> of(String key) {
      return employees().idsOf("customGreenhouseId", key);
    }

    private Map<String, String> fields(String key) {
      return employees().all().get(of(key).get(0));
    }

    @Override
    public String kamelet() {
      return "bamboohr-employee-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "externalId", "customGreenhouseId", "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "oneway.auth.bamboohr.type",
          "basic",
          "oneway.auth.bamboohr.username",
          KEY,
          "oneway.auth.bamboohr.password",
          "x");
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: BambooHR, object: employee }
          key: { customGreenhouseId: id }
          changedAt: { from: revision, type: integer }
          fields:
            firstName: { value: Ann }
            lastName: name
            workEmail: email
          """;
    }

    @Override
    public boolean writes(Request request) {
      return request.path().startsWith("/api/v1/employees");
    }

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public Map<String, String> names() {
      return employees().all().values().stream()
          .collect(
              Collectors.toMap(one -> one.get("customGreenhouseId"), one -> one.get("lastName")));
    }

    @Override
    public Optional<Boolean> hasEmail(String key) {
      return Optional.of(fields(key).containsKey("workEmail"));
    }

    @Override
    public long count(String key) {
      return of(key).size();
    }

    @Override
    public void edit(String key) {
      employees().update(of(key).get(0), Map.of("customShoeSize", THEIRS));
    }

    @Override
    public boolean rename(String key, String name) {
      employees().update(of(key).get(0), Map.of("lastName", name));
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return THEIRS.equals(fields(key).get("customShoeSize"));
    }

    @Override
    public Set<String> foreignFields() {
      Set<String> own =
          Set.of(
              "customGreenhouseId",
              "firstName",
              "lastName",
              "workEmail",
              "status",
              "customShoeSize");
      return employees().all().values().stream()
          .flatMap(one -> one.keySet().stream())
          .filter(field -> !own.contains(field))
          .collect(Collectors.toSet());
    }

    @Override
    public void remove(String key) {
      employees().delete(of(key).get(0));
    }

    @Override
    public void create(String key) {
      employees()
          .create(
              Map.of(
                  "customGreenhouseId",
                  key,
                  "firstName",
                  "Some",
                  "lastName",
                  "Body",
                  "workEmail",
                  key + "@example.com"));
    }

    @Override
    public boolean lists() {
      return true;
    }

    @Override
    public String refusedName() {
      return " ";
    }

    @Override
    public String refusal() {
      return "A first name and a last name are required";
    }

    @Override
    public Optional<Reply> lateLookup() {
      return Optional.of(Reply.json(200, Map.of("data", List.of(), "links", Map.of())));
    }

    @Override
    public boolean refusesDoubles() {
      return true;
    }

    @Override
    public void clear() {
      employees().all().keySet().forEach(employees()::delete);
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
