package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.WarehouseSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.hubspot.HubSpotObject;
import dev.oneway.demo.hubspot.HubSpotSandbox;
import dev.oneway.demo.hubspot.Property;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox warehouse to a sandbox of HubSpot. */
class WarehouseUsageToCrmFlowTest {
  private static final String FLOW = "warehouse-usage-to-crm";
  private static final String ACCOUNT = "A-1005";

  /** HubSpot says no more than this: no Retry-After, no header of a limit. */
  private static final Reply TOO_MANY =
      Reply.json(
          429,
          Map.of(
              "status", "error",
              "message", "You have reached your ten_secondly_rolling limit.",
              "errorType", "RATE_LIMIT",
              "policyName", "TEN_SECONDLY_ROLLING"));

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final AtomicInteger refusals = new AtomicInteger();
  private final List<Request> upserts = Collections.synchronizedList(new ArrayList<>());
  private WarehouseSandbox warehouse;
  private HubSpotSandbox hubspot;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    Weather weather =
        (exchange, request, vendor) -> {
          if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            Weather.send(exchange, TOO_MANY);
            return;
          }
          if (request.path().endsWith("/upsert")) {
            upserts.add(request);
          }
          Weather.CLEAR.carry(exchange, request, vendor);
        };
    warehouse = WarehouseSandbox.open(folder.resolve("warehouse.db"), now::get);
    hubspot = HubSpotSandbox.start(0, "s3cret-token", weather, now::get);
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("mappings/warehouse-account-to-hubspot-company.yaml")
            .source("warehouse", warehouse.jdbcUrl())
            .set("hubspot.url", hubspot.url())
            .set("oneway.auth.hubspot.type", "bearer")
            .set("oneway.auth.hubspot.token", "s3cret-token");
  }

  @AfterEach
  void close() {
    hubspot.close();
  }

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    return run;
  }

  private HubSpotObject company(Object account) {
    return hubspot.account().companies().find("customer_id", account.toString()).orElseThrow();
  }

  private int accounts() {
    return warehouse.accounts().size();
  }

  @Test
  void allAccountsArriveAndASecondRunWritesNothing() {
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(accounts());
    assertThat(upserts).as("100 a call").hasSize(2);
    assertThat(hubspot.account().companies().size()).isEqualTo(accounts());
    for (Map<String, Object> account : warehouse.accounts()) {
      HubSpotObject company = company(account.get("external_id"));
      assertThat(company.properties())
          .containsEntry("name", account.get("name").toString())
          .containsEntry("domain", account.get("domain").toString())
          .containsEntry("seats", account.get("seats").toString())
          .containsEntry("monthly_active_users", account.get("active_users").toString())
          .containsEntry("mrr", account.get("mrr").toString());
      assertThat(company.property("last_active_at"))
          .isEqualTo(
              account.get("last_active_at") == null
                  ? ""
                  : account.get("last_active_at").toString());
    }

    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read()).isPositive();
    assertThat(second.traffic().calls()).isZero();
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void onlyChangedRowsTravelAndOnlyWhatIsMappedIsWritten() {
    run();
    upserts.clear();
    hubspot
        .account()
        .companies()
        .change(
            company(ACCOUNT).id(), Map.of("name", "Sales know better", "domain", "new.example"));
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    warehouse.pay(ACCOUNT, "1990.50");
    warehouse.recompute("A-1006");
    String added = warehouse.add();

    RunSummary run = run();
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.UNCHANGED)).isPositive();
    assertThat(upserts.stream().map(Request::text))
        .anyMatch(upsert -> upsert.contains(ACCOUNT))
        .anyMatch(upsert -> upsert.contains(added))
        .noneMatch(upsert -> upsert.contains("A-1006"));
    assertThat(company(ACCOUNT).properties())
        .containsEntry("mrr", "1990.50")
        .containsEntry("name", "Sales know better")
        .containsEntry("domain", "new.example");
  }

  @Test
  void aRefusalForTheLimitWithoutRetryAfterIsWaitedFor() {
    refusals.set(1);
    RunSummary run = run();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(accounts());
    assertThat(run.traffic().waited()).isPositive();
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void aCompanyHubSpotRefusesWaitsWithItsWordsAndTheOthersArrive() {
    Sql.execute(
        warehouse.jdbcUrl(),
        "UPDATE account_usage SET plan = 'free';\n"
            + "UPDATE account_usage SET plan = 'business' WHERE external_id = '"
            + ACCOUNT
            + "'");
    hubspot.account().companies().declare(Property.enumeration("plan", "Free", "Team"));
    RunSummary run = run();
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(accounts() - 1);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains(ACCOUNT);
              assertThat(letter.reason()).contains("Business was not one of the allowed options");
            });

    hubspot.account().companies().declare(Property.enumeration("plan", "Free", "Team", "Business"));
    assertThat(home.replay(FLOW).counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(home.deadLetters()).isEmpty();
  }
}
