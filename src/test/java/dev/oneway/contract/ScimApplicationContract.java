package dev.oneway.contract;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.scim.ScimApplication;
import dev.oneway.demo.scim.ScimSandbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Users of a vendor with a SCIM API of its own. */
abstract class ScimApplicationContract extends HttpDestinationContract {
  private static final String TOKEN = "s3cret-scim-token";
  private static final String THEIRS = "on vacation";

  private final String kamelet;
  private final String auth;
  private final ScimApplication application;
  private final Map<String, String> more;

  /**
   * @param auth the name its credentials have
   * @param more what its Kamelet asks for beside the address
   */
  ScimApplicationContract(
      String kamelet, String auth, ScimApplication application, Map<String, String> more) {
    this.kamelet = kamelet;
    this.auth = auth;
    this.application = application;
    this.more = more;
  }

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    ScimSandbox sandbox = ScimSandbox.start(0, application, TOKEN, weather);
    sandbox.allow(1_000_000);
    return new Application(sandbox, kamelet, auth, more);
  }

  private record Application(
      ScimSandbox sandbox, String kamelet, String auth, Map<String, String> more)
      implements VendorUnderTest {
    private List<Map<String, Object>> users() {
      return sandbox.users().all();
    }

    /** As long as we haven't found it, one that was added by hand has no externalId. */
    private Map<String, Object> user(String key) {
      return users().stream()
          .filter(user -> String.valueOf(user.get("emails")).contains(key + "@example.com"))
          .findFirst()
          .orElseThrow();
    }

    private String id(String key) {
      return String.valueOf(user(key).get("id"));
    }

    @Override
    public Map<String, String> properties() {
      Map<String, String> properties = new TreeMap<>(more);
      properties.put("url", sandbox.url());
      properties.put("rate", "1000/1s");
      return properties;
    }

    @Override
    public Map<String, String> settings() {
      String prefix = "oneway.auth." + auth;
      return Map.of(prefix + ".type", "bearer", prefix + ".token", TOKEN);
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: App, object: User }
          key: { externalId: id }
          changedAt: { from: revision, type: integer }
          fields:
            userName: { template: "{id}@example.com", on: create }
            emails: { expr: '[{ "value": id & "@example.com", "primary": true }]' }
            displayName: { from: name }
            title: email
            active: { value: true }
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
      return users().stream()
          .collect(
              Collectors.toMap(
                  user -> String.valueOf(user.get("externalId")),
                  user -> Objects.toString(user.get("displayName"), "")));
    }

    @Override
    public Optional<Boolean> hasEmail(String key) {
      return Optional.of(user(key).containsKey("title"));
    }

    @Override
    public long count(String key) {
      return sandbox.users().of(key).size();
    }

    @Override
    public void edit(String key) {
      sandbox.users().edit(id(key), "nickName", THEIRS);
    }

    @Override
    public boolean rename(String key, String name) {
      sandbox.users().edit(id(key), "displayName", name);
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return THEIRS.equals(user(key).get("nickName"));
    }

    @Override
    public Set<String> foreignFields() {
      Set<String> own =
          Set.of(
              "id",
              "meta",
              "externalId",
              "userName",
              "emails",
              "displayName",
              "title",
              "active",
              "nickName");
      return users().stream()
          .flatMap(user -> user.keySet().stream())
          .filter(attribute -> !own.contains(attribute))
          .collect(Collectors.toSet());
    }

    @Override
    public void remove(String key) {
      sandbox.users().delete(id(key));
    }

    /** By hand, so that it has no externalId. */
    @Override
    public void create(String key) {
      String address = key + "@example.com";
      var unused =
          sandbox
              .users()
              .create(Map.of("userName", address, "emails", List.of(Map.of("value", address))));
    }

    @Override
    public boolean lists() {
      return true;
    }

    @Override
    public void createLikeOurs(String key) {
      var unused =
          sandbox.users().create(Map.of("userName", key + "@example.com", "externalId", key));
    }

    @Override
    public String refusedName() {
      return " ";
    }

    @Override
    public String refusal() {
      return "displayName must not be blank";
    }

    @Override
    public Optional<Reply> lateLookup() {
      return Optional.of(Reply.json(200, Map.of("totalResults", 0, "Resources", List.of())));
    }

    @Override
    public boolean refusesDoubles() {
      return true;
    }

    @Override
    public void clear() {
      sandbox.users().clear();
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
