package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.app.Application;
import dev.oneway.demo.AnalyticsSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.hubspot.HubSpotSandbox;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.demo.zendesk.ZendeskSandbox;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.LogLines;
import dev.oneway.testing.SharedTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A vendor is down for ten minutes of a simulated clock, while two flows as they are shipped run
 * every minute: one that needs the vendor, and one beside it.
 */
class VendorOutageTest {
  private static final String LEADS = "hubspot-mql-to-salesforce-lead";
  private static final String TICKETS = "support-tickets-to-analytics";
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final int DOWN_FROM = 3;
  private static final int UP_FROM = 13;
  private static final int MINUTES = 15;
  private static final int FIRST_TICKETS = 10;

  /** How long Zendesk withholds a ticket, and the run after that. */
  private static final int WITHHELD_MINUTES = 2;

  @TempDir private Path folder;
  private final SharedTime time = new SharedTime(START);
  private final Line hubspotLine = new Line();
  private final Line salesforceLine = new Line();
  private HubSpotSandbox hubspot;
  private SalesforceSandbox salesforce;
  private ZendeskSandbox zendesk;
  private AnalyticsSandbox analytics;
  private Home home;

  /** Which of the flow's two systems is down. */
  enum End {
    SOURCE,
    DESTINATION
  }

  @BeforeEach
  void open() throws IOException {
    hubspot = HubSpotSandbox.start(0, "s3cret-token", hubspotLine, time);
    // Its limit counts real time, of which hardly any passes here.
    hubspot.searchesASecond(1000);
    salesforce = SalesforceSandbox.start(0, "the-client", "s3cret-secret", salesforceLine, time);
    zendesk =
        ZendeskSandbox.start(
            0, "bot@example.com", "s3cret-token", Weather.CLEAR, FIRST_TICKETS, time);
    analytics = AnalyticsSandbox.open(folder.resolve("analytics.db"));
    home =
        new Home(folder)
            .copy("routes/" + LEADS + ".camel.yaml")
            .copy("routes/" + TICKETS + ".camel.yaml")
            .copy("mappings/hubspot-contact-to-salesforce-lead.yaml")
            .copy("mappings/zendesk-ticket-to-analytics-ticket.yaml")
            .destination("analytics", analytics.jdbcUrl())
            .set("camel.beans.time", SharedTime.BEAN)
            .set("hubspot.url", hubspot.url())
            .set("oneway.auth.hubspot.type", "bearer")
            .set("oneway.auth.hubspot.token", "s3cret-token")
            .set("salesforce.url", salesforce.url())
            .set("oneway.auth.salesforce.type", "client-credentials")
            .set("oneway.auth.salesforce.tokenUrl", salesforce.tokenUrl())
            .set("oneway.auth.salesforce.clientId", "the-client")
            .set("oneway.auth.salesforce.clientSecret", "s3cret-secret")
            .set("zendesk.url", zendesk.url())
            .set("oneway.auth.zendesk.type", "basic")
            .set("oneway.auth.zendesk.username", "bot@example.com/token")
            .set("oneway.auth.zendesk.password", "s3cret-token");
  }

  @AfterEach
  void close() {
    hubspot.close();
    salesforce.close();
    zendesk.close();
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void aVendorThatIsDownForTenMinutesCostsNothingButTime(End down) {
    Line line = down == End.SOURCE ? hubspotLine : salesforceLine;
    List<RunSummary> leads = new ArrayList<>();
    List<RunSummary> tickets = new ArrayList<>();
    try (LogLines log = new LogLines("dev.oneway.http.LoggedOutages");
        Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).allMatch(Flow::isReady);
      for (int minute = 0; minute < MINUTES; minute++) {
        time.reach(START.plus(Duration.ofMinutes(minute)));
        line.isDown = minute >= DOWN_FROM && minute < UP_FROM;
        hubspot.account().addQualifiedContacts(1);
        zendesk.tickets().add();
        application.fire(LEADS);
        application.fire(TICKETS);
        leads.add(run(application, LEADS, minute));
        tickets.add(run(application, TICKETS, minute));
      }
      assertThat(log.all()).hasSize(2);
      assertThat(log.all().get(0)).startsWith("WARN ").contains(" is down since 2026-01-31T12:03:");
      assertThat(log.all().get(1)).matches("INFO .* is up again after 60\\ds");
    }
    failOnlyWhileItIsDown(leads);
    keepTheirPace(tickets);
    assertThat(salesforce.org().all("Lead"))
        .hasSize(MINUTES)
        .extracting(lead -> lead.get("HubSpot_Id__c"))
        .doesNotHaveDuplicates();
    assertThat(home.deadLetters()).isEmpty();
    // Ten until it was taken for down, then one each half a minute.
    assertThat(line.refused).hasValueBetween(10, 35);
  }

  /** The flow's run of this minute, when it has ended. */
  private static RunSummary run(Application application, String flow, int minute) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> application.books().log().latestOf(flow, MINUTES),
            runs -> runs.size() > minute && runs.get(0).state() != RunState.RUNNING)
        .get(0);
  }

  private static void failOnlyWhileItIsDown(List<RunSummary> runs) {
    for (int minute = 0; minute < MINUTES; minute++) {
      boolean down = minute >= DOWN_FROM && minute < UP_FROM;
      RunSummary run = runs.get(minute);
      assertThat(run.state()).as(run.toString()).isEqualTo(down ? RunState.FAILED : RunState.DONE);
      assertThat(run.counts().of(Fate.REJECTED)).isZero();
      if (down) {
        assertThat(run.category()).contains(FailureCategory.UNAVAILABLE);
        assertThat(run.watermark()).as("moves only with success").isEmpty();
      }
    }
  }

  /** Each ticket arrives with the first run it can arrive with, for one call. */
  private static void keepTheirPace(List<RunSummary> runs) {
    for (int minute = 0; minute < MINUTES; minute++) {
      RunSummary run = runs.get(minute);
      assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
      if (minute > WITHHELD_MINUTES) {
        assertThat(run.counts().of(Fate.CREATED)).as("minute %d", minute).isEqualTo(1);
        assertThat(run.traffic().calls()).isEqualTo(1);
      }
    }
  }

  /** The line to a vendor, which answers or is in maintenance. */
  private static final class Line implements Weather {
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean isDown;

    @Override
    public void carry(HttpExchange exchange, Request request, Vendor vendor) throws IOException {
      if (isDown) {
        refused.incrementAndGet();
        Weather.send(exchange, Reply.text(503, "down for maintenance"));
      } else {
        Weather.CLEAR.carry(exchange, request, vendor);
      }
    }
  }
}
