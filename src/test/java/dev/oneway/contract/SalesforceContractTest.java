package dev.oneway.contract;

import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The contract for {@code salesforce-upsert-sink}, with leads. */
class SalesforceContractTest extends HttpDestinationContract {
  private static final String CLIENT_SECRET = "s3cret-client";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return new Leads(SalesforceSandbox.start(0, "contract", CLIENT_SECRET, weather));
  }

  private record Leads(SalesforceSandbox sandbox) implements VendorUnderTest {
    private static final String KEY = "HubSpot_Id__c";
    private static final String NAME = "LastName";
    private static final String FOREIGN = "LinkedIn__c";
    private static final String BY_PEOPLE = "https://www.linkedin.com/in/ann";

    @Override
    public String kamelet() {
      return "salesforce-upsert-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of(
          "url",
          sandbox.url(),
          "object",
          "Lead",
          "externalId",
          KEY,
          "batch",
          String.valueOf(batch()));
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "oneway.auth.salesforce.type",
          "client-credentials",
          "oneway.auth.salesforce.tokenUrl",
          sandbox.tokenUrl(),
          "oneway.auth.salesforce.clientId",
          "contract",
          "oneway.auth.salesforce.clientSecret",
          CLIENT_SECRET);
    }

    @Override
    public String mapping() {
      return """
      source:      { system: Things, object: thing, owner: contract }
      destination: { system: Salesforce, object: Lead }
      key:         { HubSpot_Id__c: id }
      changedAt:   { from: revision, type: integer }
      fields:
        LastName:      name
        Email:         email
        Lead_Score__c: { from: score, type: integer }
        Company:       { value: Acme }
      """;
    }

    @Override
    public boolean writes(Request request) {
      return request.method().equals("PATCH");
    }

    @Override
    public int batch() {
      return 4;
    }

    @Override
    public Map<String, String> names() {
      return sandbox.org().all("Lead").stream()
          .collect(
              Collectors.toMap(
                  lead -> lead.get(KEY).toString(), lead -> lead.get(NAME).toString()));
    }

    @Override
    public long count(String key) {
      return sandbox.org().all("Lead").stream().filter(lead -> key.equals(lead.get(KEY))).count();
    }

    @Override
    public Optional<Boolean> hasEmail(String key) {
      return sandbox.org().find("Lead", KEY, key).map(lead -> lead.containsKey("Email"));
    }

    @Override
    public void edit(String key) {
      sandbox.org().edit("Lead", id(key), Map.of(FOREIGN, BY_PEOPLE));
    }

    @Override
    public boolean rename(String key, String name) {
      sandbox.org().edit("Lead", id(key), Map.of(NAME, name));
      return true;
    }

    @Override
    public boolean isAsEdited(String key) {
      return BY_PEOPLE.equals(sandbox.org().find("Lead", KEY, key).orElseThrow().get(FOREIGN));
    }

    @Override
    public void remove(String key) {
      sandbox.org().delete("Lead", id(key));
    }

    @Override
    public void create(String key) {
      sandbox.org().add("Lead", Map.of(KEY, key, NAME, "Somebody", "Company", "Theirs"));
    }

    private String id(String key) {
      return sandbox.org().find("Lead", KEY, key).orElseThrow().get("Id").toString();
    }

    @Override
    public boolean lists() {
      return true;
    }

    @Override
    public String refusedName() {
      return "x".repeat(81);
    }

    @Override
    public String refusal() {
      return "Last Name: data value too large";
    }

    @Override
    public Optional<List<String>> items() {
      return Optional.of(List.of());
    }

    @Override
    public boolean expireTokens() {
      sandbox.expireTokens();
      return true;
    }

    @Override
    public boolean asksForToken(Request request) {
      return request.path().endsWith("/oauth2/token");
    }

    @Override
    public void clear() {
      sandbox.org().clear("Lead");
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
