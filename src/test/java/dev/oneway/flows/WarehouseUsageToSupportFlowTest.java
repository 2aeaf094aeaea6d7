package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.WarehouseSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.zendesk.ZendeskSandbox;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped but for its rate, from a sandbox warehouse to a sandbox helpdesk. */
class WarehouseUsageToSupportFlowTest {
  private static final String FLOW = "warehouse-usage-to-support";
  private static final String ROUTE = "routes/" + FLOW + ".camel.yaml";
  private static final String ACCOUNT = "A-1005";

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final List<Reply> limited = Collections.synchronizedList(new ArrayList<>());
  private WarehouseSandbox warehouse;
  private ZendeskSandbox zendesk;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    warehouse = WarehouseSandbox.open(folder.resolve("warehouse.db"), now::get);
    Sql.execute(warehouse.jdbcUrl(), "DELETE FROM account_usage WHERE external_id > 'A-1040'");
    zendesk = ZendeskSandbox.start(0, "bot@example.com", "s3cret-token", weather(), 0, now::get);
    zendesk.allow(100_000, 10);
    home =
        new Home(folder)
            .write(ROUTE, unlimited())
            .copy("mappings/warehouse-account-to-zendesk-organization.yaml")
            .source("warehouse", warehouse.jdbcUrl())
            .set("zendesk.url", zendesk.url())
            .set("oneway.auth.zendesk.type", "basic")
            .set("oneway.auth.zendesk.username", "bot@example.com/token")
            .set("oneway.auth.zendesk.password", "s3cret-token");
  }

  /** A refusal for the limit is kept, and the minute is over when the client has waited. */
  private Weather weather() {
    return (exchange, request, vendor) -> {
      Weather.send(exchange, answer(vendor, request));
    };
  }

  private synchronized Reply answer(Vendor vendor, Request request) {
    Reply reply = vendor.answer(request);
    if (reply.status() == 429) {
      limited.add(reply);
      now.updateAndGet(time -> time.plusSeconds(1));
    } else if (reply.headers().get("ratelimit-remaining").equals("0")) {
      now.updateAndGet(time -> time.plusSeconds(59));
      return vendorSilentAboutLimits(reply);
    }
    return reply;
  }

  /** As an account whose limit other clients use up: nothing announces the refusal. */
  private static Reply vendorSilentAboutLimits(Reply reply) {
    return new Reply(
        reply.status(), Map.of("Content-Type", "application/json; charset=utf-8"), reply.body());
  }

  private static String unlimited() throws IOException {
    String shipped = Files.readString(Path.of(ROUTE));
    String unlimited =
        shipped.replace("url: \"{{zendesk.url}}\"", "url: \"{{zendesk.url}}\", rate: 100000/1m");
    assertThat(unlimited).isNotEqualTo(shipped);
    return unlimited;
  }

  @AfterEach
  void close() {
    zendesk.close();
  }

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    return run;
  }

  private Map<String, Object> organization(Object account) {
    return zendesk.organizations().findByExternalId(account.toString()).orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> fields(Object account) {
    return (Map<String, Object>) organization(account).get("organization_fields");
  }

  private int accounts() {
    return warehouse.accounts().size();
  }

  @Test
  void allAccountsArriveAndASecondRunWritesNothing() {
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(accounts());
    assertThat(zendesk.organizations().all()).hasSize(accounts());
    for (Map<String, Object> account : warehouse.accounts()) {
      assertThat(organization(account.get("external_id")))
          .containsEntry("name", account.get("name"))
          .containsEntry("domain_names", List.of(account.get("domain")));
      Map<String, Object> fields = fields(account.get("external_id"));
      assertThat(fields.get("seats")).hasToString(account.get("seats").toString());
      assertThat(fields.get("mrr")).hasToString(account.get("mrr").toString());
    }

    int writes = zendesk.organizations().writes();
    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read()).isPositive();
    assertThat(zendesk.organizations().writes()).isEqualTo(writes);
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void onlyChangedRowsTravelAndOnlyWhatIsMappedIsWritten() {
    run();
    long id = (Long) organization(ACCOUNT).get("id");
    zendesk.organizations().set(id, "name", "Support know better");
    zendesk.organizations().set(id, "account_manager", "Ann");
    zendesk.organizations().set(id, "notes", "calls on Fridays");
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    warehouse.use(ACCOUNT, 77);
    warehouse.recompute("A-1006");
    int writes = zendesk.organizations().writes();

    RunSummary run = run();
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.UNCHANGED)).isPositive();
    assertThat(zendesk.organizations().writes()).isEqualTo(writes + 1);
    assertThat(organization(ACCOUNT))
        .containsEntry("name", "Support know better")
        .containsEntry("notes", "calls on Fridays");
    assertThat(fields(ACCOUNT))
        .containsEntry("active_users", 77L)
        .containsEntry("account_manager", "Ann")
        .containsEntry("last_active_at", "2026-01-31T00:00:00+00:00");
  }

  @Test
  void anOrganizationSomebodyDeletedIsMadeAnew() {
    run();
    zendesk.organizations().delete((Long) organization(ACCOUNT).get("id"));
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    warehouse.use(ACCOUNT, 78);
    run();
    assertThat(fields(ACCOUNT)).containsEntry("active_users", 78L);
    assertThat(organization(ACCOUNT).get("name")).isNotNull();
  }

  @Test
  void aRefusalForTheLimitIsTextAndIsWaitedForAsLongAsItAsks() {
    run();
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    warehouse.use("A-1001", 71);
    warehouse.use("A-1002", 72);
    warehouse.use("A-1003", 73);
    zendesk.allow(2, 10);
    RunSummary run = run();
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(3);
    assertThat(run.traffic().waited()).isPositive();
    assertThat(limited)
        .singleElement()
        .satisfies(
            reply -> {
              assertThat(reply.headers())
                  .containsEntry("Content-Type", "text/plain; charset=utf-8")
                  .containsEntry("Retry-After", "1");
              assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("Rate limit");
            });
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void anOrganizationZendeskRefusesWaitsWithItsWordsAndTheOthersArrive() {
    String name = warehouse.accounts().get(4).get("name").toString();
    zendesk.organizations().add(name);
    RunSummary run = run();
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(accounts() - 1);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains(ACCOUNT);
              assertThat(letter.reason()).contains("Name: " + name + " has already been taken");
            });
  }
}
