package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.app.Application;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.outreach.OutreachSandbox;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.flow.Entry;
import dev.oneway.preview.Drift;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
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

/** The flows as shipped: one tells which accounts changed, the other delivers them to Outreach. */
@SuppressWarnings("try")
class SalesforceAccountToOutreachAccountFlowTest {
  private static final String FLOW = "salesforce-account-to-outreach-account";
  private static final String CHANGES = "salesforce-account-changes-to-outreach-account";
  private static final String TIER = "custom1";
  private static final String STAGE = "custom2";
  private static final String NEXT_STEP = "custom3";

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final List<Request> told = Collections.synchronizedList(new ArrayList<>());
  private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Weather atOutreach = Weather.CLEAR;
  private volatile Weather atSalesforce = Weather.CLEAR;
  private SalesforceSandbox salesforce;
  private OutreachSandbox outreach;
  private Home home;
  private String acme;
  private String idle;
  private String deal;

  @BeforeEach
  void open() throws IOException {
    salesforce = SalesforceSandbox.start(0, "client", "s3cret", this::toSalesforce, now::get);
    outreach = OutreachSandbox.start(0, "s3cret-refresh", this::toOutreach);
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("routes/" + CHANGES + ".camel.yaml")
            .copy("mappings/" + FLOW + ".yaml")
            .set("salesforce.url", salesforce.url())
            .set("oneway.auth.salesforce.type", "client-credentials")
            .set("oneway.auth.salesforce.tokenUrl", salesforce.tokenUrl())
            .set("oneway.auth.salesforce.clientId", "client")
            .set("oneway.auth.salesforce.clientSecret", "s3cret")
            .set("outreach.url", outreach.url())
            .set("oneway.auth.outreach.type", "refresh-token")
            .set("oneway.auth.outreach.tokenUrl", outreach.tokenUrl())
            .set("oneway.auth.outreach.clientId", "client")
            .set("oneway.auth.outreach.clientSecret", "s3cret")
            .set("oneway.auth.outreach.refreshToken", "s3cret-refresh");
    acme = account("Acme", "A");
    idle = account("Idle", "C");
    deal = opportunity(acme, "Proposal", "2026-03-01");
  }

  private void toOutreach(HttpExchange exchange, Request request, Vendor vendor)
      throws IOException {
    told.add(request);
    atOutreach.carry(exchange, request, vendor);
  }

  private void toSalesforce(HttpExchange exchange, Request request, Vendor vendor)
      throws IOException {
    asked.add(request);
    atSalesforce.carry(exchange, request, vendor);
  }

  @AfterEach
  void close() {
    salesforce.close();
    outreach.close();
  }

  private String account(String name, String tier) {
    return salesforce
        .org()
        .add("Account", Map.of("Name", name, "Tier__c", tier, "Description", "About " + name));
  }

  private String opportunity(String account, String stage, String closes) {
    return salesforce
        .org()
        .add(
            "Opportunity",
            Map.of(
                "Name", "Licences",
                "AccountId", account,
                "StageName", stage,
                "NextStep", "After " + stage,
                "CloseDate", closes));
  }

  private void edit(String object, String id, String field, Object value) {
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
    salesforce.org().edit(object, id, Map.of(field, value));
  }

  private Map<String, Object> inOutreach(String account) {
    return outreach.accounts().all().get(outreach.accounts().idOf(account).orElseThrow());
  }

  private Object stageOf(String account) {
    return inOutreach(account).get(STAGE);
  }

  private long writes() {
    return told.stream().filter(one -> !one.method().equals("GET")).count();
  }

  @Test
  void tierStageAndNotesOfEveryAccountArriveAndASecondReadWritesNothing() {
    try (Served flow = Served.start(home, CHANGES)) {
      flow.sweep();
      assertThat(inOutreach(acme))
          .containsEntry("name", "Acme")
          .containsEntry("description", "About Acme")
          .containsEntry(TIER, "Tier 1")
          .containsEntry(STAGE, "Proposal")
          .containsEntry(NEXT_STEP, "After Proposal")
          .containsEntry("named", true);
      assertThat(inOutreach(idle))
          .containsEntry(TIER, "Tier 3")
          .containsEntry(STAGE, null)
          .containsEntry(NEXT_STEP, null);
      told.clear();
      flow.sweep();
      assertThat(told).isEmpty();
    }
  }

  /** The account itself doesn't change when its opportunity does. */
  @Test
  void aChangeOfAnOpportunityAloneBringsItsAccountAgain() {
    try (Served flow = Served.start(home, CHANGES)) {
      flow.sweep();
      edit("Opportunity", deal, "StageName", "Negotiation");
      flow.sweep();
      assertThat(stageOf(acme)).isEqualTo("Negotiation");

      String sooner = opportunity(acme, "Qualification", "2026-02-15");
      flow.sweep();
      assertThat(stageOf(acme)).as("the one that closes first counts").isEqualTo("Qualification");

      edit("Opportunity", sooner, "StageName", "Closed Lost");
      flow.sweep();
      assertThat(stageOf(acme)).isEqualTo("Negotiation");
    }
  }

  @Test
  void withoutAnOpenOpportunityAnAccountHasNoStageWhateverBecameOfIt() {
    String lost = account("Lost", "B");
    String lostDeal = opportunity(lost, "Proposal", "2026-03-01");
    String gone = account("Gone", "B");
    String goneDeal = opportunity(gone, "Proposal", "2026-03-01");
    try (Served flow = Served.start(home, CHANGES)) {
      flow.sweep();
      assertThat(List.of(stageOf(acme), stageOf(lost), stageOf(gone))).containsOnly("Proposal");
      edit("Opportunity", deal, "StageName", "Closed Won");
      edit("Opportunity", lostDeal, "StageName", "Closed Lost");
      salesforce.org().delete("Opportunity", goneDeal);
      flow.sweep();
      for (String account : List.of(acme, lost, gone)) {
        assertThat(inOutreach(account)).containsEntry(STAGE, null).containsEntry(NEXT_STEP, null);
      }
    }
  }

  /** A failed run and an account that changed later must not carry the watermark past it. */
  @Test
  void noChangeOfStageIsMissedAtTheWatermark() {
    try (Served flow = Served.start(home, CHANGES)) {
      flow.sweep();
    }
    edit("Opportunity", deal, "StageName", "Negotiation");
    edit("Account", idle, "Tier__c", "B");
    atSalesforce =
        (exchange, request, vendor) ->
            Weather.send(
                exchange,
                request.path().endsWith("/queryAll")
                    ? Reply.json(500, List.of(Map.of("errorCode", "UNKNOWN_EXCEPTION")))
                    : vendor.answer(request));
    home.set("oneway.http.attempts", "1");
    RunSummary failed = home.runOnce(CHANGES);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.watermark()).isEmpty();

    atSalesforce = Weather.CLEAR;
    edit("Account", idle, "Tier__c", "A");
    try (Served flow = Served.start(home, CHANGES)) {
      flow.sweep();
      assertThat(stageOf(acme)).isEqualTo("Negotiation");
      assertThat(inOutreach(idle)).containsEntry(TIER, "Tier 1");
    }
  }

  /**
   * Salesforce stamps neither of the two accounts then, and the opportunity only knows its new one.
   */
  @Test
  void anOpportunityThatMovesLeavesItsFormerAccountWithoutStageByTheNextMorning() {
    try (Served changes = Served.start(home, CHANGES)) {
      changes.sweep();
      edit("Opportunity", deal, "AccountId", idle);
      changes.sweep();
      assertThat(stageOf(idle)).isEqualTo("Proposal");
    }
    List<RunSummary> night = home.runAll(FLOW);
    assertThat(night).allMatch(run -> run.state() == RunState.DONE);
    assertThat(stageOf(acme)).isNull();
    assertThat(stageOf(idle)).isEqualTo("Proposal");
  }

  @Test
  void whatOutreachKnowsOfItsActivitiesStaysUntouched() {
    try (Served flow = Served.start(home, CHANGES)) {
      flow.sweep();
      Map<String, Object> theirs =
          Map.of(
              "touchedAt",
              "2026-01-31T11:00:00Z",
              "buyerIntentScore",
              71L,
              "tags",
              List.of("Champion left"),
              "custom4",
              "a field of the reps' own",
              "named",
              false);
      outreach.accounts().update(outreach.accounts().idOf(acme).orElseThrow(), theirs);
      edit("Opportunity", deal, "StageName", "Negotiation");
      edit("Account", acme, "Tier__c", "B");
      flow.sweep();
      assertThat(inOutreach(acme))
          .containsEntry(STAGE, "Negotiation")
          .containsEntry(TIER, "Tier 2")
          .containsAllEntriesOf(theirs);
    }
  }

  @Test
  void accountsAreReadPageByPageAlsoWhenTheSessionEndsBetweenTwo() {
    for (int i = 0; i < 23; i++) {
      salesforce.org().addOpportunity(salesforce.org().addAccount());
    }
    salesforce.pageSize(10);
    atSalesforce =
        (exchange, request, vendor) -> {
          Weather.CLEAR.carry(exchange, request, vendor);
          if (request.path().contains("/query/")) {
            salesforce.expireTokens();
          }
        };
    try (Served flow = Served.start(home, CHANGES)) {
      flow.sweep();
    }
    assertThat(outreach.accounts().all()).hasSize(25);
    assertThat(asked).filteredOn(one -> one.path().contains("/query/")).hasSizeGreaterThan(2);
    assertThat(salesforce.tokensIssued()).isGreaterThan(1);
  }

  @Test
  void aLimitAnEndedTokenAndARefusedAccountKeepNoOtherFromOutreach() {
    String tooLong = account("x", "D");
    atOutreach =
        (exchange, request, vendor) -> {
          Reply reply =
              writes() == 1
                  ? Reply.json(429, Map.of("errors", List.of(Map.of("id", "rateLimitExceeded"))))
                      .with("Retry-After", "1")
                  : vendor.answer(request);
          if (writes() == 2) {
            outreach.expireTokens();
          }
          Weather.send(exchange, reply);
        };
    try (Served flow = Served.start(home, CHANGES)) {
      flow.sweep();
    }
    assertThat(outreach.accounts().all()).hasSize(2);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains(tooLong);
              assertThat(letter.field()).contains(TIER);
            });
  }

  @Test
  void anAccountThatIsDeletedMeanwhileIsNoFault() {
    try (Application application = home.start(Entry.ONCE)) {
      assertThat(application.loadFlow(CHANGES).orElseThrow().isReady()).isTrue();
    }
    assertThat(home.runOnce(CHANGES).counts().of(Fate.QUEUED)).isEqualTo(3);
    salesforce.org().delete("Account", idle);
    List<RunSummary> runs = home.runAll(FLOW);
    assertThat(runs).allMatch(run -> run.state() == RunState.DONE);
    assertThat(outreach.accounts().all()).hasSize(1);
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void driftFindsAndMendsWhatSomebodyChangedInOutreach() {
    home.runAll(FLOW);
    outreach.accounts().update(outreach.accounts().idOf(acme).orElseThrow(), Map.of(STAGE, "Won!"));
    Drift found = home.drift(FLOW, false);
    assertThat(found.drifted()).isEqualTo(1);
    home.drift(FLOW, true);
    assertThat(stageOf(acme)).isEqualTo("Proposal");
  }
}
