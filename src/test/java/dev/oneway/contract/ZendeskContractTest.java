package dev.oneway.contract;

import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.zendesk.ZendeskOrganizations;
import dev.oneway.demo.zendesk.ZendeskSandbox;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Organizations of a helpdesk, created and updated one by one by the vendor itself. */
class ZendeskContractTest extends HttpDestinationContract {
  private static final String TOKEN = "s3cret-zendesk-token";
  private static final String NOTES = "called them on Monday";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    ZendeskSandbox sandbox = ZendeskSandbox.start(0, "agent@example.com", TOKEN, weather);
    sandbox.allow(1_000_000, 1);
    return new Helpdesk(sandbox);
  }

  private record Helpdesk(ZendeskSandbox sandbox) implements VendorUnderTest {
    private ZendeskOrganizations organizations() {
      return sandbox.organizations();
    }

    private long id(String key) {
      return (Long) organizations().findByExternalId(key).orElseThrow().get("id");
    }

    @Override
    public String kamelet() {
      return "zendesk-organization-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "oneway.auth.zendesk.type", "basic",
          "oneway.auth.zendesk.username", "agent@example.com/token",
          "oneway.auth.zendesk.password", TOKEN);
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: Zendesk, object: organization }
          key: { external_id: id }
          changedAt: { from: revision, type: integer }
          fields:
            name: name
            organization_fields.seats: { from: score, type: integer }
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
      return organizations().all().stream()
          .collect(
              Collectors.toMap(
                  one -> (String) one.get("external_id"), one -> (String) one.get("name")));
    }

    @Override
    public long count(String key) {
      return organizations().all().stream()
          .filter(one -> Objects.equals(one.get("external_id"), key))
          .count();
    }

    @Override
    public void edit(String key) {
      organizations().set(id(key), "notes", NOTES);
    }

    @Override
    public boolean rename(String key, String name) {
      organizations().set(id(key), "name", name);
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return organizations().find(id(key)).orElseThrow().get("notes").equals(NOTES);
    }

    @Override
    public void remove(String key) {
      organizations().delete(id(key));
    }

    @Override
    public void create(String key) {
      long id = organizations().add("Somebody's " + key);
      organizations().set(id, "external_id", key);
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
      return "Name: cannot be blank";
    }

    @Override
    public void clear() {
      organizations().all().forEach(one -> organizations().delete((Long) one.get("id")));
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
