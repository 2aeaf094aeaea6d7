package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.WarehouseSandbox;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.hubspot.HubSpotSandbox;
import dev.oneway.demo.hubspot.Property;
import dev.oneway.demo.zendesk.ZendeskSandbox;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two flows as shipped, from a sandbox warehouse to a sandbox CRM and a sandbox helpdesk. */
class WarehouseUsageFlowTest {
  private static final String CRM = "warehouse-usage-to-crm";
  private static final String SUPPORT = "warehouse-usage-to-support";
  private static final int ACCOUNTS = 200;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private WarehouseSandbox warehouse;
  private HubSpotSandbox hubspot;
  private ZendeskSandbox zendesk;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    warehouse = WarehouseSandbox.open(folder.resolve("warehouse.db"), now::get);
    hubspot = HubSpotSandbox.start(0, "hub-token", Weather.CLEAR);
    hubspot.account().companies().declare(Property.of("seats", Property.Type.NUMBER));
    hubspot.account().companies().declare(Property.of("mrr", Property.Type.NUMBER));
    zendesk = ZendeskSandbox.start(0, "ann@example.com", "desk-token", Weather.CLEAR);
    zendesk.allow(100_000, 10);
    home =
        new Home(folder)
            .copy("mappings/warehouse-account-to-hubspot-company.yaml")
            .copy("mappings/warehouse-account-to-zendesk-organization.yaml")
            .source("warehouse", warehouse.jdbcUrl())
            .set("hubspot.url", hubspot.url())
            .set("oneway.auth.hubspot.type", "bearer")
            .set("oneway.auth.hubspot.token", "hub-token")
            .set("zendesk.url", zendesk.url())
            .set("oneway.auth.zendesk.type", "bearer")
            .set("oneway.auth.zendesk.token", "desk-token");
    home.copy("routes/warehouse-usage-to-crm.camel.yaml");
    home.write("routes/warehouse-usage-to-support.camel.yaml", atFullSpeed());
  }

  /** The route as shipped, but for the limit: 200 accounts would take a minute. */
  private static String atFullSpeed() throws IOException {
    String route = Files.readString(Path.of("routes/warehouse-usage-to-support.camel.yaml"));
    String url = "url: \"{{zendesk.url}}\"";
    assertThat(route).contains(url);
    return route.replace(url, url + ", rate: 1000/1s");
  }

  @AfterEach
  void close() {
    hubspot.close();
    zendesk.close();
  }

  private RunSummary run(String flow) {
    RunSummary run = home.runOnce(flow);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    assertThat(home.deadLetters()).isEmpty();
    return run;
  }

  private Map<String, Object> organization(String account) {
    return zendesk.organizations().findByExternalId(account).orElseThrow();
  }

  private Map<?, ?> fields(String account) {
    return (Map<?, ?>) organization(account).get("organization_fields");
  }

  @Test
  void everyAccountBecomesACompanyAndOnlyChangedRowsTravelAgain() {
    assertThat(run(CRM).counts().of(Fate.CREATED)).isEqualTo(ACCOUNTS);
    assertThat(hubspot.account().companies().size()).isEqualTo(ACCOUNTS);
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    warehouse.pay("A-1007", "1234567.89");
    warehouse.recompute("A-1008");

    RunSummary second = run(CRM);
    assertThat(second.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read() - 1);
    assertThat(hubspot.account().companies().find("customer_id", "A-1007").orElseThrow())
        .satisfies(company -> assertThat(company.property("mrr")).isEqualTo("1234567.89"));
  }

  @Test
  void everyAccountBecomesAnOrganizationAndOnlyChangedRowsTravelAgain() {
    assertThat(run(SUPPORT).counts().of(Fate.CREATED)).isEqualTo(ACCOUNTS);
    int writes = zendesk.organizations().writes();
    assertThat(writes).isEqualTo(ACCOUNTS);
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    warehouse.pay("A-1007", "1234567.89");
    warehouse.recompute("A-1008");

    assertThat(run(SUPPORT).counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(zendesk.organizations().writes()).isEqualTo(writes + 1);
    assertThat(fields("A-1007").get("mrr")).hasToString("1234567.89");
  }

  @Test
  void whatAgentsChangedOfAnOrganizationStaysTheirs() {
    run(SUPPORT);
    long id = (Long) organization("A-1007").get("id");
    zendesk.organizations().set(id, "name", "What we call them");
    zendesk.organizations().set(id, "account_manager", "Beth");
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    warehouse.use("A-1007", 3);

    assertThat(run(SUPPORT).counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(organization("A-1007")).containsEntry("name", "What we call them");
    assertThat(fields("A-1007").get("account_manager")).isEqualTo("Beth");
    assertThat(fields("A-1007").get("active_users")).hasToString("3");
    assertThat(fields("A-1007").get("last_active_at")).isEqualTo("2026-01-31T00:00:00+00:00");
  }

  @Test
  void anOrganizationThatIsGoneIsMadeAgain() {
    run(SUPPORT);
    zendesk.organizations().delete((Long) organization("A-1007").get("id"));
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    warehouse.use("A-1007", 3);

    run(SUPPORT);
    assertThat(organization("A-1007").get("name")).asString().endsWith(" 1007");
    assertThat(zendesk.organizations().all()).hasSize(ACCOUNTS);
  }

  @Test
  void aNameAnotherOrganizationHasWaitsWithZendesksOwnWords() {
    String name = (String) warehouse.accounts().get(6).get("name");
    zendesk.organizations().add(name);

    RunSummary run = home.runOnce(SUPPORT);
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(ACCOUNTS - 1);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.reason()).isEqualTo("Name: " + name + " has already been taken"));
  }
}
