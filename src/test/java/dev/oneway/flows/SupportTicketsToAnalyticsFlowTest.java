package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.AnalyticsSandbox;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.zendesk.ZendeskSandbox;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox helpdesk to a sandbox of the analytics database. */
class SupportTicketsToAnalyticsFlowTest {
  private static final String FLOW = "support-tickets-to-analytics";
  private static final int TICKETS = 2300;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private ZendeskSandbox zendesk;
  private AnalyticsSandbox analytics;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    zendesk =
        ZendeskSandbox.start(0, "ann@example.com", "the-token", Weather.CLEAR, TICKETS, now::get);
    analytics = AnalyticsSandbox.open(folder.resolve("analytics.db"));
    home =
        new Home(folder)
            .copy("routes/support-tickets-to-analytics.camel.yaml")
            .copy("mappings/zendesk-ticket-to-analytics-ticket.yaml")
            .destination("analytics", analytics.jdbcUrl())
            .set("zendesk.url", zendesk.url())
            .set("oneway.auth.zendesk.type", "basic")
            .set("oneway.auth.zendesk.username", "ann@example.com/token")
            .set("oneway.auth.zendesk.password", "the-token");
  }

  @AfterEach
  void close() {
    zendesk.close();
  }

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    assertThat(home.deadLetters()).isEmpty();
    return run;
  }

  /** What Zendesk withholds for a minute is shown. */
  private void aMinutePasses() {
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
  }

  private Map<String, Object> row(long id) {
    return analytics.tickets().stream()
        .filter(row -> ((Number) row.get("ticket_id")).longValue() == id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void allTicketsArriveOverThreePagesAndASecondRunWritesNothing() {
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(TICKETS);
    assertThat(analytics.tickets()).hasSize(TICKETS);
    Map<String, Object> ticket = zendesk.tickets().all().get(1500);
    assertThat(row((Long) ticket.get("id")))
        .containsEntry("status", ticket.get("status"))
        .containsEntry("requester_id", ticket.get("requester_id"))
        .containsEntry("updated_at", ticket.get("updated_at").toString().replace("Z", ".000Z"))
        .containsEntry("custom_fields", "[{\"id\":360021517432,\"value\":\"product_a\"}]");
    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read()).isPositive();
  }

  @Test
  void whatChangesFollowsAndWhatIsDeletedIsMarkedOnly() {
    run();
    long solved = (Long) zendesk.tickets().all().get(100).get("id");
    long deleted = (Long) zendesk.tickets().all().get(200).get("id");
    String status = (String) zendesk.tickets().ticket(deleted).get("status");
    analytics.writeTopic(deleted, "printers");
    zendesk.tickets().set(solved, "status", "solved");
    zendesk.tickets().set(solved, "priority", "urgent");
    zendesk.tickets().delete(deleted);
    long added = zendesk.tickets().add();
    aMinutePasses();

    RunSummary run = run();
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.DELETED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(row(solved)).containsEntry("status", "solved").containsEntry("priority", "urgent");
    assertThat(row(deleted)).containsEntry("status", status).containsEntry("topic", "printers");
    assertThat(((Number) row(deleted).get("deleted")).intValue()).isEqualTo(1);
    assertThat(row(added)).containsEntry("topic", null);
  }

  @Test
  void aTicketZendeskAloneTouchedIsReadAgainAndNotWritten() {
    run();
    long first = (Long) zendesk.tickets().all().get(0).get("id");
    zendesk.tickets().touch(first);
    aMinutePasses();
    RunSummary run = run();
    assertThat(run.counts().of(Fate.UNCHANGED)).isEqualTo(run.counts().read()).isPositive();
  }

  @Test
  void aWrongTokenFailsTheRunAndNamesTheSetting() {
    home.set("oneway.auth.zendesk.password", "not-the-token");
    RunSummary failed = home.runOnce(FLOW);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.reason().orElseThrow())
        .contains("401", "Couldn't authenticate you", "oneway.auth.zendesk")
        .doesNotContain("not-the-token");
  }
}
