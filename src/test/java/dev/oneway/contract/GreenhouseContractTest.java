package dev.oneway.contract;

import dev.oneway.demo.greenhouse.GreenhouseOrg;
import dev.oneway.demo.greenhouse.GreenhouseSandbox;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Candidates, who are looked for by their address and told by a custom field. */
class GreenhouseContractTest extends HttpDestinationContract {
  static final String SECRET = "s3cret-greenhouse";
  private static final String KEY = "product_id";

  static GreenhouseSandbox sandbox(Weather weather) throws IOException {
    GreenhouseSandbox sandbox =
        GreenhouseSandbox.start(
            0, "client", SECRET, weather, InstantSource.system(), () -> Webhooks.Luck.LOST);
    sandbox.allow(1_000_000);
    return sandbox;
  }

  static Map<String, String> credentials(GreenhouseSandbox sandbox) {
    return Map.of(
        "oneway.auth.greenhouse.type", "client-credentials",
        "oneway.auth.greenhouse.tokenUrl", sandbox.tokenUrl(),
        "oneway.auth.greenhouse.clientAuthentication", "basic",
        "oneway.auth.greenhouse.clientId", "client",
        "oneway.auth.greenhouse.clientSecret", SECRET,
        "oneway.auth.greenhouse.tokenForm", "sub=4080");
  }

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    GreenhouseSandbox sandbox = sandbox(weather);
    sandbox.org().addCustomField(KEY);
    return new Organization(sandbox);
  }

  private record Organization(GreenhouseSandbox sandbox) implements VendorUnderTest {
    private GreenhouseOrg org() {
      return sandbox.org();
    }

    private static String key(Map<String, Object> candidate) {
      List<?> addresses = (List<?>) candidate.get("email_addresses");
      return ((Map<?, ?>) addresses.get(0)).get("value").toString().replaceFirst("@.*", "");
    }

    private Map<String, Object> find(String key) {
      return org().candidates().stream()
          .filter(one -> key(one).equals(key))
          .findFirst()
          .orElseThrow();
    }

    private static long id(Map<String, Object> candidate) {
      return (Long) candidate.get("id");
    }

    @Override
    public String kamelet() {
      return "greenhouse-candidate-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "externalId", KEY, "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return credentials(sandbox);
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: Greenhouse, object: candidate }
          key: { thing: id }
          changedAt: { from: revision, type: integer }
          fields:
            first_name: name
            last_name: { value: Lee }
            title: email
            email_addresses: { expr: '[{ "value": id & "@example.com", "type": "personal" }]', on: create }
          """;
    }

    @Override
    public boolean writes(Request request) {
      return !request.method().equals("GET") && !asksForToken(request);
    }

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public Map<String, String> names() {
      return org().candidates().stream()
          .collect(
              Collectors.toMap(Organization::key, one -> String.valueOf(one.get("first_name"))));
    }

    @Override
    public Optional<Boolean> hasEmail(String key) {
      return Optional.of(find(key).get("title") != null);
    }

    @Override
    public long count(String key) {
      return org().candidates().stream().filter(one -> key(one).equals(key)).count();
    }

    @Override
    public void edit(String key) {
      org().correct(id(find(key)), Map.of("company", "Theirs"));
    }

    @Override
    public boolean rename(String key, String name) {
      org().correct(id(find(key)), Map.of("first_name", name));
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return "Theirs".equals(find(key).get("company"));
    }

    @Override
    public Set<String> foreignFields() {
      Set<String> own =
          Set.of(
              "id",
              "first_name",
              "last_name",
              "title",
              "company",
              "private",
              "email_addresses",
              "phone_numbers",
              "social_media_addresses",
              "tags",
              "custom_fields",
              "created_at",
              "updated_at");
      return org().candidates().stream()
          .flatMap(one -> one.keySet().stream())
          .filter(field -> !own.contains(field))
          .collect(Collectors.toSet());
    }

    @Override
    public void remove(String key) {
      org().deleteCandidate(id(find(key)));
    }

    @Override
    public void create(String key) {
      org()
          .addCandidate(
              Map.of(
                  "first_name",
                  "Some",
                  "last_name",
                  "Body",
                  "email_addresses",
                  List.of(Map.of("value", key + "@example.com", "type", "personal"))));
    }

    @Override
    public String refusedName() {
      return " ";
    }

    @Override
    public String refusal() {
      return "first_name can't be blank";
    }

    @Override
    public boolean expireTokens() {
      sandbox.account().expireTokens();
      return true;
    }

    @Override
    public boolean asksForToken(Request request) {
      return request.path().equals("/token");
    }

    @Override
    public void clear() {
      org().clear();
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
