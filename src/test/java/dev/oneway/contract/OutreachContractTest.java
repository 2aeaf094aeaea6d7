package dev.oneway.contract;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.outreach.OutreachAccounts;
import dev.oneway.demo.outreach.OutreachSandbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Accounts in JSON:API, looked up by a key that is ours and unique there. */
class OutreachContractTest extends HttpDestinationContract {
  private static final String TOKEN = "s3cret-outreach-token";
  private static final String THEIRS = "met at the fair";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return new Sales(OutreachSandbox.start(0, TOKEN, weather));
  }

  private record Sales(OutreachSandbox sandbox) implements VendorUnderTest {
    private OutreachAccounts accounts() {
      return sandbox.accounts();
    }

    private long id(String key) {
      return accounts().idOf(key).orElseThrow();
    }

    @Override
    public String kamelet() {
      return "outreach-account-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "oneway.auth.outreach.type", "refresh-token",
          "oneway.auth.outreach.tokenUrl", sandbox.tokenUrl(),
          "oneway.auth.outreach.clientId", "client",
          "oneway.auth.outreach.clientSecret", "s3cret-client",
          "oneway.auth.outreach.refreshToken", TOKEN);
    }

    @Override
    public boolean expireTokens() {
      sandbox.expireTokens();
      return true;
    }

    @Override
    public boolean asksForToken(Request request) {
      return request.path().equals("/oauth/token");
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: Outreach, object: account }
          key: { customId: id }
          changedAt: { from: revision, type: integer }
          fields:
            name: name
            numberOfEmployees: { from: score, type: integer }
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
      return accounts().all().values().stream()
          .collect(
              Collectors.toMap(
                  one -> (String) one.get("customId"), one -> (String) one.get("name")));
    }

    @Override
    public long count(String key) {
      return accounts().all().values().stream()
          .filter(one -> key.equals(one.get("customId")))
          .count();
    }

    @Override
    public void edit(String key) {
      accounts().update(id(key), Map.of("description", THEIRS));
    }

    @Override
    public boolean rename(String key, String name) {
      accounts().update(id(key), Map.of("name", name));
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return THEIRS.equals(accounts().all().get(id(key)).get("description"));
    }

    @Override
    public Set<String> foreignFields() {
      Set<String> own = Set.of("customId", "name", "numberOfEmployees", "description");
      return accounts().all().values().stream()
          .flatMap(one -> one.keySet().stream())
          .filter(field -> !own.contains(field))
          .collect(Collectors.toSet());
    }

    @Override
    public void remove(String key) {
      accounts().delete(id(key));
    }

    @Override
    public void create(String key) {
      accounts().create(Map.of("customId", key, "name", "Somebody"));
    }

    @Override
    public String refusedName() {
      return " ";
    }

    @Override
    public String refusal() {
      return "Name can't be blank.";
    }

    @Override
    public Optional<Reply> lateLookup() {
      return Optional.of(Reply.json(200, Map.of("data", List.of())));
    }

    @Override
    public boolean refusesDoubles() {
      return true;
    }

    @Override
    public void clear() {
      accounts().all().keySet().forEach(accounts()::delete);
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
