package dev.oneway.contract;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.scim.ScimServer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.directory.scim.spec.exception.ResourceException;
import org.apache.directory.scim.spec.resources.ScimUser;

/** Users of an application whose SCIM server isn't ours. */
class ScimContractTest extends HttpDestinationContract {
  private static final String TOKEN = "s3cret-scim-token";
  private static final String THEIRS = "she who must be obeyed";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return new App(ScimServer.start(TOKEN, weather));
  }

  private record App(ScimServer server) implements VendorUnderTest {
    /** As long as we haven't found it, one that was added by hand has no externalId. */
    private ScimUser user(String key) {
      return server.users().all().stream()
          .filter(user -> user.getUserName().equals(key + "@example.com"))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public String kamelet() {
      return "scim-user-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", server.url(), "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("oneway.auth.scim.type", "bearer", "oneway.auth.scim.token", TOKEN);
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: App, object: User }
          key: { externalId: id }
          changedAt: { from: revision, type: integer }
          fields:
            userName: { expr: 'name = "refused" ? " " : id & "@example.com"' }
            name.familyName: { from: name, required: true }
            emails: { expr: 'email ? [{ "value": email, "primary": true }] : null' }
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
      return server.users().all().stream()
          .collect(
              Collectors.toMap(ScimUser::getExternalId, user -> user.getName().getFamilyName()));
    }

    @Override
    public Optional<Boolean> hasEmail(String key) {
      return Optional.of(user(key).getEmails() != null && !user(key).getEmails().isEmpty());
    }

    @Override
    public long count(String key) {
      return server.users().of(key).count();
    }

    @Override
    public void edit(String key) {
      var unused = user(key).setNickName(THEIRS);
    }

    @Override
    public boolean rename(String key, String name) {
      var unused = user(key).getName().setFamilyName(name);
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return THEIRS.equals(user(key).getNickName());
    }

    @Override
    public Set<String> foreignFields() {
      Set<String> foreign = new TreeSet<>();
      for (ScimUser user : server.users().all()) {
        if (user.getDisplayName() != null) {
          foreign.add("displayName");
        }
        if (user.getTitle() != null) {
          foreign.add("title");
        }
      }
      return foreign;
    }

    @Override
    public void remove(String key) {
      try {
        server.users().delete(user(key).getId());
      } catch (ResourceException e) {
        throw new IllegalStateException(e);
      }
    }

    /** By hand, so that it has no externalId: it is found by its userName. */
    @Override
    public void create(String key) {
      try {
        var unused = server.users().create(new ScimUser().setUserName(key + "@example.com"));
      } catch (ResourceException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean lists() {
      return true;
    }

    @Override
    public void createLikeOurs(String key) {
      try {
        ScimUser user = new ScimUser().setUserName(key + "@example.com");
        user.setExternalId(key);
        var unused = server.users().create(user);
      } catch (ResourceException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String refusedName() {
      return "refused";
    }

    @Override
    public String refusal() {
      return "Attribute userName is required";
    }

    @Override
    public Optional<Reply> lateLookup() {
      return Optional.of(Reply.json(200, Map.of("totalResults", 0)));
    }

    @Override
    public boolean refusesDoubles() {
      return true;
    }

    @Override
    public void clear() {
      server.users().clear();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
