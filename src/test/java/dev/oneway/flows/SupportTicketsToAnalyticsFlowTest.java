package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.AnalyticsSandbox;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox helpdesk to a sandbox of the analytics database. */
class SupportTicketsToAnalyticsFlowTest {
  private static final String FLOW = "support-tickets-to-analytics";
  private static final String ROUTE = "routes/" + FLOW + ".camel.yaml";
  private static final int TICKETS = 300;
  private static final int PAGE = 100;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final AtomicReference<Runnable> whenAsked = new AtomicReference<>(() -> {});
  private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
  private ZendeskSandbox zendesk;
  private AnalyticsSandbox analytics;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    Weather weather =
        (exchange, request, vendor) -> {
          asked.add(request);
          whenAsked.get().run();
          Weather.CLEAR.carry(exchange, request, vendor);
        };
    zendesk =
        ZendeskSandbox.start(0, "bot@example.com", "s3cret-token", weather, TICKETS, now::get);
    analytics = AnalyticsSandbox.open(folder.resolve("analytics.db"));
    home =
        new Home(folder)
            .write(ROUTE, inPagesOf(PAGE))
            .copy("mappings/zendesk-ticket-to-analytics-ticket.yaml")
            .destination("analytics", analytics.jdbcUrl())
            .set("zendesk.url", zendesk.url())
            .set("oneway.auth.zendesk.type", "basic")
            .set("oneway.auth.zendesk.username", "bot@example.com/token")
            .set("oneway.auth.zendesk.password", "s3cret-token");
  }

  private static String inPagesOf(int size) throws IOException {
    String shipped = Files.readString(Path.of(ROUTE));
    String paged =
        shipped.replace("url: \"{{zendesk.url}}\"", "url: \"{{zendesk.url}}\", pageSize: " + size);
    assertThat(paged).isNotEqualTo(shipped);
    return paged;
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

  private void later(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private Map<String, Object> row(long ticket) {
    return analytics.tickets().stream()
        .filter(row -> ((Number) row.get("ticket_id")).longValue() == ticket)
        .findFirst()
        .orElseThrow();
  }

  private long aTicket(int place) {
    return (Long) zendesk.tickets().all().get(place).get("id");
  }

  @Test
  void allTicketsArrivePageByPageUntilTheEndOfTheStreamAndASecondRunWritesNothing() {
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(TICKETS);
    assertThat(asked).as("no page behind the end of the stream").hasSize(TICKETS / PAGE);
    assertThat(analytics.tickets()).hasSize(TICKETS);
    for (Map<String, Object> ticket : zendesk.tickets().all()) {
      Map<String, Object> row = row((Long) ticket.get("id"));
      assertThat(row)
          .containsEntry("subject", ticket.get("subject"))
          .containsEntry("status", ticket.get("status"))
          .containsEntry("priority", ticket.get("priority"))
          .containsEntry("updated_at", ticket.get("updated_at").toString().replace("Z", ".000Z"))
          .containsEntry("custom_fields", "[{\"id\":360021517432,\"value\":\"product_a\"}]")
          .containsEntry("topic", null);
      assertThat(((Number) row.get("requester_id")).longValue())
          .isEqualTo(ticket.get("requester_id"));
    }

    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read()).isPositive();
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void whatHappensAtTheHelpdeskFollowsAndTheAnalystsTopicStays() {
    run();
    analytics.writeTopic(aTicket(7), "billing");
    long changed = aTicket(7);
    long touched = aTicket(9);
    later(Duration.ofHours(1));
    zendesk.tickets().set(changed, "status", "closed");
    zendesk.tickets().touch(touched);
    long added = zendesk.tickets().add();
    later(Duration.ofMinutes(2));

    RunSummary run = run();
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(row(changed)).containsEntry("status", "closed").containsEntry("topic", "billing");
    assertThat(row(added).get("deleted")).isIn(0, false);
  }

  @Test
  void aDeletedTicketStaysAndIsMarkedAndIsNotMarkedWhenItIsRestored() {
    run();
    long ticket = aTicket(5);
    Map<String, Object> before = row(ticket);
    later(Duration.ofHours(1));
    zendesk.tickets().set(ticket, "subject", "SCRUBBED");
    zendesk.tickets().delete(ticket);
    later(Duration.ofMinutes(2));
    assertThat(run().counts().of(Fate.DELETED)).isEqualTo(1);
    assertThat(row(ticket))
        .containsEntry("subject", before.get("subject"))
        .containsEntry("status", before.get("status"));
    assertThat(row(ticket).get("deleted")).isIn(1, true);
    RunSummary again = run();
    assertThat(again.counts().of(Fate.UNCHANGED)).isEqualTo(again.counts().read()).isPositive();

    zendesk.tickets().set(ticket, "status", "open");
    later(Duration.ofMinutes(2));
    assertThat(run().counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(row(ticket).get("deleted")).isIn(0, false);
  }

  @Test
  void whatZendeskWithholdsForAMinuteArrivesWithTheNextRun() {
    run();
    long young = zendesk.tickets().add();
    assertThat(run().counts().of(Fate.CREATED)).isZero();
    later(Duration.ofMinutes(2));
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(row(young)).isNotNull();
  }

  @Test
  void aTicketThatChangesWhileItIsReadArrivesAsItIsInTheEnd() {
    long first = aTicket(0);
    whenAsked.set(
        () -> {
          if (asked.size() == 2) {
            zendesk.tickets().set(first, "status", "closed");
            later(Duration.ofMinutes(2));
          }
        });
    RunSummary run = run();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(TICKETS);
    assertThat(row(first)).containsEntry("status", "closed");
  }

  @Test
  void aTicketTheMappingCantTakeWaitsAndTheOthersArrive() {
    long odd = aTicket(3);
    zendesk.tickets().set(odd, "created_at", "yesterday");
    later(Duration.ofMinutes(2));
    RunSummary run = run();
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(TICKETS - 1);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains(String.valueOf(odd));
              assertThat(letter.reason()).contains("yesterday");
            });
  }

  @Test
  void aWrongTokenFailsTheRunAndNamesTheSetting() {
    home.set("oneway.auth.zendesk.password", "not-the-s3cret-token");
    RunSummary failed = home.runOnce(FLOW);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.reason().orElseThrow())
        .contains("401", "Couldn't authenticate you", "oneway.auth.zendesk")
        .doesNotContain("not-the-s3cret-token");
  }
}
