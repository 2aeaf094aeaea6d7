package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.demo.servicenow.ServiceNowSandbox;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
  private static final int INCIDENTS = 2500;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));

  /** What happens at the service desk whenever a page of incidents was asked for. */
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  private ServiceNowSandbox desk;
  private SalesforceSandbox crm;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    Weather busy =
        (exchange, request, vendor) -> {
          Reply reply = vendor.answer(request);
          meanwhile.get().run();
          Weather.send(exchange, reply);
        };
    desk = ServiceNowSandbox.start(0, "sync", "desk-secret", busy, INCIDENTS, now::get);
    crm = SalesforceSandbox.start(0, "client", "crm-secret", Weather.CLEAR, now::get);
    crm.org().declare("Case", "ServiceNow_Opened_At__c datetime");
    home =
        new Home(folder)
            .copy("routes/itsm-case-to-crm-case.camel.yaml")
            .copy("mappings/servicenow-incident-to-salesforce-case.yaml")
            .set("servicenow.url", desk.url())
            .set("oneway.auth.servicenow.type", "basic")
            .set("oneway.auth.servicenow.username", "sync")
            .set("oneway.auth.servicenow.password", "desk-secret")
            .set("salesforce.url", crm.url())
            .set("oneway.auth.salesforce.type", "client-credentials")
            .set("oneway.auth.salesforce.tokenUrl", crm.tokenUrl())
            .set("oneway.auth.salesforce.clientId", "client")
            .set("oneway.auth.salesforce.clientSecret", "crm-secret");
  }

  @AfterEach
  void close() {
    desk.close();
    crm.close();
  }

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    assertThat(home.deadLetters()).isEmpty();
    return run;
  }

  private Map<String, Object> caseOf(String incident) {
    return crm.org().find("Case", "ServiceNow_Id__c", incident).orElseThrow();
  }

  private String anIncident(int number) {
    return desk.incidents().all().get(number).get("sys_id");
  }

  @Test
  void allIncidentsBecomeCasesAndASecondRunWritesNothing() {
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(INCIDENTS);
    assertThat(crm.org().all("Case")).hasSize(INCIDENTS);
    Map<String, String> incident = desk.incidents().incident(anIncident(1700));
    assertThat(caseOf(incident.get("sys_id")))
        .containsEntry("ServiceNow_Number__c", incident.get("number"))
        .containsEntry("Subject", incident.get("short_description"))
        .containsEntry("Issue_Summary__c", incident.get("description"))
        .containsEntry("Status", "New");
    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read()).isPositive();
  }

  @Test
  void whatChangesWithinOneSecondArrivesAndWhatSupportAddedStays() {
    run();
    List<String> changed = List.of(anIncident(1), anIncident(2), anIncident(3));
    String salesforceId = (String) caseOf(changed.get(0)).get("Id");
    crm.org().edit("Case", salesforceId, Map.of("Origin", "Phone"));
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    changed.forEach(id -> desk.incidents().set(id, "state", "6"));
    String opened = desk.incidents().open("VPN drops");

    RunSummary run = run();
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(3);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(changed).allSatisfy(id -> assertThat(caseOf(id)).containsEntry("Status", "Closed"));
    assertThat(caseOf(changed.get(0))).containsEntry("Origin", "Phone");
    assertThat(caseOf(opened)).containsEntry("Subject", "VPN drops");
  }

  @Test
  void incidentsThatChangeWhileTheyAreReadMakeNoneGoMissing() {
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    List<String> first = List.of(anIncident(0), anIncident(1), anIncident(2), anIncident(3));
    meanwhile.set(() -> first.forEach(id -> desk.incidents().set(id, "priority", "2")));
    run();
    assertThat(crm.org().all("Case")).hasSize(INCIDENTS);
  }
}
