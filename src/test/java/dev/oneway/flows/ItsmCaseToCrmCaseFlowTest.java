package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.demo.servicenow.ServiceNowSandbox;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
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

/** The flow as shipped, from a sandbox service desk to a sandbox CRM. */
class ItsmCaseToCrmCaseFlowTest {
  private static final String FLOW = "itsm-case-to-crm-case";
  private static final String ROUTE = "routes/" + FLOW + ".camel.yaml";
  private static final int INCIDENTS = 250;

  /** Three incidents share each second, so that pages end among them. */
  private static final int PAGE = 50;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00.75Z"));
  private final List<Request> written = Collections.synchronizedList(new ArrayList<>());

  /** What happens at the service desk whenever a page of incidents was asked for. */
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  private ServiceNowSandbox desk;
  private SalesforceSandbox crm;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    Weather weather =
        (exchange, request, vendor) -> {
          if (request.method().equals("PATCH")) {
            written.add(request);
          }
          Weather.CLEAR.carry(exchange, request, vendor);
        };
    Weather busy =
        (exchange, request, vendor) -> {
          Reply reply = vendor.answer(request);
          meanwhile.get().run();
          Weather.send(exchange, reply);
        };
    desk = ServiceNowSandbox.start(0, "oneway", "s3cret-password", busy, INCIDENTS, now::get);
    crm = SalesforceSandbox.start(0, "client", "s3cret", weather, now::get);
    home =
        new Home(folder)
            .write(ROUTE, inPagesOf(PAGE))
            .copy("mappings/servicenow-incident-to-salesforce-case.yaml")
            .set("servicenow.url", desk.url())
            .set("oneway.auth.servicenow.type", "basic")
            .set("oneway.auth.servicenow.username", "oneway")
            .set("oneway.auth.servicenow.password", "s3cret-password")
            .set("salesforce.url", crm.url())
            .set("oneway.auth.salesforce.type", "client-credentials")
            .set("oneway.auth.salesforce.tokenUrl", crm.tokenUrl())
            .set("oneway.auth.salesforce.clientId", "client")
            .set("oneway.auth.salesforce.clientSecret", "s3cret");
  }

  private static String inPagesOf(int size) throws IOException {
    String shipped = Files.readString(Path.of(ROUTE));
    String paged =
        shipped.replace(
            "table: incident",
            "table: incident\n              pageSize: %d\n              rate: 1000/1s"
                .formatted(size));
    assertThat(paged).isNotEqualTo(shipped);
    return paged;
  }

  @AfterEach
  void close() {
    desk.close();
    crm.close();
  }

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    return run;
  }

  private void later(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private Map<String, Object> caseOf(String incident) {
    return crm.org().find("Case", "ServiceNow_Id__c", incident).orElseThrow();
  }

  private String anIncident(int place) {
    return desk.incidents().all().get(place).get("sys_id");
  }

  @Test
  void allIncidentsBecomeCasesAndASecondRunWritesNothing() {
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(INCIDENTS);
    assertThat(written).as("200 a call").hasSize(2);
    assertThat(crm.org().all("Case")).hasSize(INCIDENTS);

    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read()).isPositive();
    assertThat(written).hasSize(2);
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void theFieldsHaveTheNamesTheCrmGivesThem() {
    run();
    for (Map<String, String> incident : desk.incidents().all()) {
      Map<String, Object> found = caseOf(incident.get("sys_id"));
      assertThat(found)
          .containsEntry("ServiceNow_Number__c", incident.get("number"))
          .containsEntry("Subject", incident.get("short_description"))
          .containsEntry("Issue_Summary__c", incident.get("description"))
          .containsEntry("Status", "New")
          .containsEntry(
              "ServiceNow_Opened_At__c",
              Instant.parse(incident.get("opened_at").replace(' ', 'T') + "Z"));
      String caller = incident.get("caller_id");
      if (caller.isEmpty()) {
        assertThat(found).doesNotContainKey("Customer__c");
      } else {
        assertThat(found)
            .containsEntry(
                "Customer__c", desk.tables().row("sys_user", caller).orElseThrow().get("name"));
      }
    }
  }

  @Test
  void anIncidentOfTheSecondTheWatermarkStandsAtIsNotSkipped() {
    String first = desk.incidents().open("VPN drops");
    run();
    assertThat(caseOf(first)).containsEntry("Subject", "VPN drops");
    String second = desk.incidents().open("Printer burns");
    desk.incidents().set(first, "state", "2");

    RunSummary run = run();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(caseOf(second)).containsEntry("Subject", "Printer burns");
    assertThat(caseOf(first)).containsEntry("Status", "Working");
  }

  @Test
  void moreIncidentsOfOneSecondThanAPageHoldsAllArrive() {
    int many = PAGE * 2 + 7;
    for (int i = 0; i < many; i++) {
      desk.incidents().open("Outage " + i);
    }
    later(Duration.ofSeconds(1));
    desk.incidents().open("After the outage");
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(INCIDENTS + many + 1);
    assertThat(crm.org().all("Case")).hasSize(INCIDENTS + many + 1);
  }

  @Test
  void incidentsThatChangeWhileTheyAreReadMakeNoneGoMissing() {
    now.updateAndGet(instant -> instant.plus(Duration.ofHours(1)));
    List<String> first = List.of(anIncident(0), anIncident(1), anIncident(2), anIncident(3));
    meanwhile.set(() -> first.forEach(id -> desk.incidents().set(id, "priority", "2")));
    run();
    assertThat(crm.org().all("Case")).hasSize(INCIDENTS);
  }

  @Test
  void whatHappensAtTheDeskFollowsAndWhatSupportWroteStays() {
    run();
    String incident = anIncident(12);
    String id = caseOf(incident).get("Id").toString();
    String owner = "0055g0000004AnnAAE";
    crm.org().edit("Case", id, Map.of("Origin", "Phone", "OwnerId", owner));
    later(Duration.ofHours(1));
    desk.incidents().set(incident, "state", "6");
    desk.incidents().set(incident, "caller_id", "");

    RunSummary run = run();
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(caseOf(incident))
        .containsEntry("Id", id)
        .containsEntry("Status", "Closed")
        .containsEntry("Origin", "Phone")
        .containsEntry("OwnerId", owner)
        .doesNotContainKey("Customer__c");
  }

  @Test
  void aCaseSomebodyDeletedIsMadeAnew() {
    run();
    String incident = anIncident(12);
    crm.org().delete("Case", caseOf(incident).get("Id").toString());
    later(Duration.ofHours(1));
    desk.incidents().set(incident, "state", "2");
    run();
    assertThat(caseOf(incident)).containsEntry("Status", "Working");
    assertThat(crm.org().all("Case")).hasSize(INCIDENTS);
  }

  @Test
  void aCaseTheCrmRefusesWaitsWithItsWordsAndTheOthersArrive() {
    String incident = anIncident(3);
    desk.incidents().set(incident, "number", "INC" + "0".repeat(60));
    RunSummary run = run();
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(INCIDENTS - 1);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains(incident);
              assertThat(letter.field()).contains("ServiceNow_Number__c");
              assertThat(letter.reason()).contains("data value too large", "max length=40");
            });

    later(Duration.ofHours(1));
    desk.incidents().set(incident, "number", "INC0000001");
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(home.deadLetters()).isEmpty();
  }
}
