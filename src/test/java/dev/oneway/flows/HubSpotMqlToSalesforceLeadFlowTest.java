package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.hubspot.HubSpotAccount;
import dev.oneway.demo.hubspot.HubSpotObject;
import dev.oneway.demo.hubspot.HubSpotSandbox;
import dev.oneway.demo.salesforce.SalesforceOrg;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.LogLines;
import dev.oneway.testing.Threads;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox of HubSpot to a sandbox of Salesforce. */
class HubSpotMqlToSalesforceLeadFlowTest {
  private static final String FLOW = "hubspot-mql-to-salesforce-lead";
  private static final String ROUTE = "routes/" + FLOW + ".camel.yaml";
  private static final int CAP_OF_A_SEARCH = 10_000;
  private static final int BATCH = 200;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final Passage searches = new Passage();
  private final Passage calls = new Passage();
  private HubSpotSandbox hubspot;
  private SalesforceSandbox salesforce;
  private HubSpotAccount marketing;
  private SalesforceOrg sales;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    hubspot = HubSpotSandbox.start(0, "s3cret-token", searches, now::get);
    salesforce = SalesforceSandbox.start(0, "the-client", "s3cret-client", calls, now::get);
    marketing = hubspot.account();
    sales = salesforce.org();
    home =
        new Home(folder)
            .copy(ROUTE)
            .copy("mappings/hubspot-contact-to-salesforce-lead.yaml")
            .set("hubspot.url", hubspot.url())
            .set("oneway.auth.hubspot.type", "bearer")
            .set("oneway.auth.hubspot.token", "s3cret-token")
            .set("salesforce.url", salesforce.url())
            .set("oneway.auth.salesforce.type", "client-credentials")
            .set("oneway.auth.salesforce.tokenUrl", salesforce.tokenUrl())
            .set("oneway.auth.salesforce.clientId", "the-client")
            .set("oneway.auth.salesforce.clientSecret", "s3cret-client")
            .set("oneway.http.attempts", "2");
  }

  @AfterEach
  void close() {
    hubspot.close();
    salesforce.close();
  }

  private RunSummary run() {
    searches.forget();
    calls.forget();
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    return run;
  }

  private List<Map<String, Object>> leads() {
    return sales.all("Lead");
  }

  private Map<String, Object> leadOf(HubSpotObject contact) {
    return sales.find("Lead", "HubSpot_Id__c", String.valueOf(contact.id())).orElseThrow();
  }

  private boolean isLead(HubSpotObject contact) {
    return sales.find("Lead", "HubSpot_Id__c", String.valueOf(contact.id())).isPresent();
  }

  private static String id(Map<String, Object> lead) {
    return lead.get("Id").toString();
  }

  private void eachContactIsOneLead(int count) {
    assertThat(leads())
        .hasSize(count)
        .extracting(lead -> lead.get("HubSpot_Id__c"))
        .doesNotHaveDuplicates()
        .doesNotContainNull();
    Map<Object, Long> owners =
        leads().stream()
            .collect(Collectors.groupingBy(lead -> lead.get("OwnerId"), Collectors.counting()));
    assertThat(owners).hasSize(2);
    assertThat(owners.values()).allMatch(leads -> Math.abs(leads - count / 2.0) <= 0.5);
  }

  /** The sandbox allows more searches a second, and the flow makes use of it. */
  private void hurry() throws IOException {
    int searches = 1000;
    hubspot.searchesASecond(searches);
    String route = Files.readString(home.file(ROUTE));
    String object = "object: contacts\n";
    assertThat(route).contains(object);
    home.write(ROUTE, route.replace(object, object + "              rate: " + searches + "/1s\n"));
  }

  @Test
  void moreContactsThanASearchEverGivesBecomeLeadsInBatchesAndThenOnlyWhatChangesTravels()
      throws IOException {
    hurry();
    int contacts = 12_000;
    marketing.addQualifiedContacts(contacts);
    marketing.addOtherContacts(300);
    RunSummary first = run();
    assertThat(first.counts().of(Fate.CREATED)).isEqualTo(contacts).isGreaterThan(CAP_OF_A_SEARCH);
    eachContactIsOneLead(contacts);
    assertThat(calls.writes()).hasSize(contacts / BATCH).allMatch(records -> records == BATCH);
    assertThat(first.traffic().calls()).isEqualTo(searches.count() + calls.count());
    assertThat(first.traffic().receivedBytes()).isPositive();
    assertThat(first.trafficInWords()).contains(" calls (", " records a call)");

    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read()).isPositive();
    assertThat(calls.writes()).isEmpty();

    List<HubSpotObject> changed =
        marketing.contacts().all().stream().filter(this::isLead).skip(5000).limit(10).toList();
    Map<String, Object> before = leadOf(changed.get(0));
    sales.edit("Lead", id(before), Map.of("Rating", "Hot", "Description", "Call in June."));
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    changed.forEach(c -> marketing.contacts().change(c.id(), Map.of("hubspotscore", "101")));
    RunSummary third = run();
    assertThat(third.counts().of(Fate.UPDATED)).isEqualTo(changed.size());
    assertThat(third.counts().of(Fate.CREATED)).isZero();
    assertThat(calls.writes()).containsExactly(changed.size());
    assertThat(leadOf(changed.get(0)))
        .containsEntry("Lead_Score__c", new BigDecimal("101.0"))
        .containsEntry("Rating", "Hot")
        .containsEntry("Description", "Call in June.")
        .containsEntry("CreatedDate", before.get("CreatedDate"));
    eachContactIsOneLead(contacts);
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void onlyMarketingQualifiedContactsWithAScoreOf65AndAnAddressBecomeLeads() {
    marketing.addQualifiedContacts(5);
    List<HubSpotObject> contacts = marketing.contacts().all();
    long enough = contacts.get(0).id();
    marketing.contacts().change(enough, Map.of("hubspotscore", "65"));
    marketing.contacts().change(contacts.get(1).id(), Map.of("hubspotscore", "64"));
    marketing.contacts().change(contacts.get(2).id(), Map.of("lifecyclestage", "lead"));
    marketing.contacts().change(contacts.get(3).id(), Map.of("email", ""));
    marketing.contacts().change(contacts.get(4).id(), Map.of("hubspotscore", ""));
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(leads())
        .singleElement()
        .satisfies(lead -> assertThat(lead).containsEntry("HubSpot_Id__c", Long.toString(enough)));
  }

  @Test
  void theNineFieldsArrive() {
    HubSpotObject contact =
        marketing
            .contacts()
            .add(
                Map.of(
                    "email", "Ann@Example.com",
                    "firstname", "Ann",
                    "lastname", "Lee",
                    "company", "Lee & Co",
                    "hubspotscore", "87",
                    "lifecyclestage", "marketingqualifiedlead",
                    "last_marketing_touch", "2026-01-30T16:05:00Z",
                    "lead_source", "Webinar"));
    run();
    assertThat(leadOf(contact))
        .containsEntry("Email", "ann@example.com")
        .containsEntry("FirstName", "Ann")
        .containsEntry("LastName", "Lee")
        .containsEntry("Company", "Lee & Co")
        .containsEntry("Lead_Score__c", new BigDecimal("87.0"))
        .containsEntry("Lead_Status__c", "MQL")
        .containsEntry("Last_Marketing_Touch__c", "30 Jan 2026 16:05")
        .containsEntry("LeadSource", "Webinar")
        .containsEntry("CreatedDate", contact.createdAt());
  }

  /** Salesforce's assignment rules would take the lead away from whose turn it is. */
  @Test
  void ownersAreGivenInTurnToNewLeadsAloneAndWhomSalesHaveChosenStays() {
    marketing.addQualifiedContacts(3);
    run();
    assertThat(leads().stream().map(lead -> lead.get("OwnerId")).distinct()).hasSize(2);
    assertThat(calls.assignments()).containsOnly("false");
    HubSpotObject contact = marketing.contacts().all().get(0);
    Map<String, Object> lead = leadOf(contact);
    String other =
        lead.get("OwnerId").equals("0055g0000004AnnAAE")
            ? "0055g0000004BobAAE"
            : "0055g0000004AnnAAE";
    sales.edit("Lead", id(lead), Map.of("OwnerId", other));
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    marketing.contacts().change(contact.id(), Map.of("company", "Moved & Co"));
    run();
    assertThat(leadOf(contact))
        .containsEntry("Company", "Moved & Co")
        .containsEntry("OwnerId", other);
  }

  /** Where the org's rules are to say who gets a lead, the mapping doesn't. */
  @Test
  void theAssignmentRulesOfTheOrgAreTriggeredWhereTheRouteSaysSo() throws IOException {
    String object = "object: Lead\n";
    String route = Files.readString(home.file(ROUTE));
    assertThat(route).contains(object);
    home.write(ROUTE, route.replace(object, object + "                    autoAssign: true\n"));
    marketing.addQualifiedContacts(1);
    run();
    assertThat(calls.assignments()).containsOnly("true");
  }

  @Test
  void aLeadThatSalesEnteredFirstIsUpdatedAndNotDoubled() {
    marketing.addQualifiedContacts(5);
    HubSpotObject contact = marketing.contacts().all().get(2);
    String entered =
        sales.add(
            "Lead",
            Map.of(
                "LastName", "Unknown",
                "Company", "?",
                "Email", contact.property("email").toUpperCase(Locale.ROOT),
                "OwnerId", "0055g0000001SynAAE",
                "Rating", "Warm"));
    RunSummary run = run();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(4);
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(leads()).hasSize(5);
    assertThat(leadOf(contact))
        .containsEntry("Id", entered)
        .containsEntry("LastName", contact.property("lastname"))
        .containsEntry("OwnerId", "0055g0000001SynAAE")
        .containsEntry("CreatedDate", now.get())
        .containsEntry("Rating", "Warm");
  }

  @Test
  void aRefusalInsideHttp200IsADeadLetterInItsWordsAndTheOthersArrive() {
    marketing.addQualifiedContacts(9);
    HubSpotObject contact = marketing.contacts().all().get(4);
    marketing.contacts().change(contact.id(), Map.of("firstname", "A".repeat(41)));
    RunSummary run = run();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(8);
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(calls.writes()).as("one call, answered 200").containsExactly(9);
    assertThat(calls.statuses()).containsExactly(200);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains(String.valueOf(contact.id()));
              assertThat(letter.field()).contains("FirstName");
              assertThat(letter.reason())
                  .contains("First Name: data value too large", "(max length=40)");
            });

    sales.declare("Lead", "FirstName string:80");
    assertThat(home.replay(FLOW).counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(home.deadLetters()).isEmpty();
    eachContactIsOneLead(9);
  }

  @Test
  void aTokenThatExpiresMidwayIsRenewedOnce() {
    marketing.addQualifiedContacts(500);
    calls.beforeWrite(2, salesforce::expireTokens);
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(500);
    assertThat(salesforce.tokensIssued()).isEqualTo(2);
    eachContactIsOneLead(500);
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void aFailureIsToldAndWhatWasWrittenBeforeItIsNotWrittenTwice() {
    marketing.addQualifiedContacts(500);
    calls.cutAfterWrite(2);
    RunSummary failed;
    try (LogLines log = new LogLines("dev.oneway.run")) {
      failed = home.runOnce(FLOW);
      assertThat(log.all()).anyMatch(line -> line.contains(FLOW + " failed"));
    }
    assertThat(failed.reason()).isPresent();
    assertThat(failed.state()).as(failed.toString()).isEqualTo(RunState.FAILED);
    assertThat(failed.category()).contains(FailureCategory.UNAVAILABLE);
    assertThat(failed.watermark()).isEmpty();
    assertThat(leads()).hasSize(400);
    assertThat(Threads.readingAhead()).isEmpty();

    calls.repair();
    RunSummary run = run();
    assertThat(run.counts().read()).isEqualTo(500);
    assertThat(run.counts().of(Fate.UNCHANGED)).isEqualTo(200);
    eachContactIsOneLead(500);
    assertThat(home.deadLetters()).isEmpty();
    assertThat(run().counts().of(Fate.UNCHANGED)).isPositive();
    assertThat(calls.writes()).isEmpty();
  }

  @Test
  void whileLeadsAreWrittenTheNextContactsAreReadAlready() {
    marketing.addQualifiedContacts(3 * BATCH);
    calls.beforeWrite(1, () -> await().until(() -> searches.count() >= 3));
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(3 * BATCH);
  }

  /** The line to a sandbox: remembers what went over it, and is cut when a test says so. */
  private static final class Passage implements Weather {
    private static final int NEVER = Integer.MAX_VALUE;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Integer> writes = new CopyOnWriteArrayList<>();
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    private final List<String> assignments = new CopyOnWriteArrayList<>();
    private volatile int cutAfter = NEVER;
    private volatile int actBefore = NEVER;
    private volatile Runnable act = () -> {};

    @Override
    public void carry(HttpExchange exchange, Request request, Vendor vendor) throws IOException {
      if (!request.path().endsWith("/token")) {
        requests.incrementAndGet();
      }
      if (writes.size() >= cutAfter) {
        return;
      }
      if (!request.method().equals("PATCH")) {
        Weather.CLEAR.carry(exchange, request, vendor);
        return;
      }
      writes.add(records(request));
      assignments.add(request.header("Sforce-Auto-Assign").orElse("none"));
      if (writes.size() == actBefore) {
        act.run();
      }
      if (writes.size() >= cutAfter) {
        vendor.answer(request);
      } else {
        Reply reply = vendor.answer(request);
        statuses.add(reply.status());
        Weather.send(exchange, reply);
      }
    }

    private static int records(Request request) {
      Map<?, ?> body = (Map<?, ?>) request.json().orElseThrow();
      assertThat(body.get("allOrNone")).isEqualTo(false);
      return ((List<?>) body.get("records")).size();
    }

    void beforeWrite(int number, Runnable action) {
      act = action;
      actBefore = number;
    }

    /** This write still arrives, its answer doesn't, and nothing does after it. */
    void cutAfterWrite(int number) {
      cutAfter = number;
    }

    void repair() {
      cutAfter = NEVER;
      forget();
    }

    void forget() {
      requests.set(0);
      writes.clear();
      statuses.clear();
      assignments.clear();
    }

    /** How many requests, without those for a token. */
    int count() {
      return requests.get();
    }

    /** What each write was answered with. */
    List<Integer> statuses() {
      return List.copyOf(statuses);
    }

    /** What each write said of the org's assignment rules. */
    List<String> assignments() {
      return List.copyOf(assignments);
    }

    /** How many records each write carried. */
    List<Integer> writes() {
      return List.copyOf(writes);
    }
  }
}
