package dev.oneway.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.Reference;
import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.Overlap;
import dev.oneway.run.Rejection;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** More records are refused than usual, and more of them wait. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class RejectWatchTest {
  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private Alerts alerts;
  private Books books;
  private BacklogWatch backlog;

  @BeforeEach
  void open() {
    alerts = new Alerts(database.shared(), clock);
    books =
        new Books(
            database.shared(), new DeadLetters(database.shared(), clock), Overlap.DEFAULT, clock);
    VolumeLog log = new VolumeLog(database.shared(), clock);
    books.addObserver(new RejectWatch(log, alerts));
    books.addObserver(log);
    backlog = new BacklogWatch(database.shared(), alerts, clock, 10, Duration.ofMinutes(15));
  }

  private void run(long read, long rejected) {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.read(read);
    run.count(Fate.CREATED, read - rejected);
    run.count(Fate.REJECTED, rejected);
    books.close(run);
  }

  private boolean lasts(AlertKind kind) {
    return alerts.open(flow, kind).isPresent();
  }

  private List<Alert> raised() {
    return alerts.latest(10_000).stream().filter(alert -> alert.flow().equals(flow)).toList();
  }

  @Test
  void anUnusualShareIsOneAlertAndEndsWithAUsualOne() {
    run(1000, 2);
    assertThat(lasts(AlertKind.REJECTS)).isFalse();
    run(100, 30);
    run(100, 40);
    assertThat(raised()).singleElement().matches(alert -> alert.text().contains("30 of 100"));
    run(0, 0);
    assertThat(lasts(AlertKind.REJECTS)).isTrue();
    run(100, 1);
    assertThat(lasts(AlertKind.REJECTS)).isFalse();
  }

  @Test
  void whatWaitsForAnotherFlowsRecordIsNotUnusual() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.read(30);
    run.count(Fate.CREATED, 15);
    run.refused(
        Collections.nCopies(
            15,
            new Rejection(
                Optional.of("1"),
                Optional.empty(),
                Map.of(),
                "reference",
                Optional.of("account"),
                "isn't there yet",
                Optional.of(new Reference("accounts", "ledger", "7", false)))));
    books.close(run);
    assertThat(lasts(AlertKind.REJECTS)).isFalse();
  }

  @Test
  void whatWasAlwaysSoIsNotUnusual() {
    for (int hour = 0; hour < 5; hour++) {
      run(100, 20);
      alerts.resolve(flow, AlertKind.REJECTS);
      clock.advance(Duration.ofHours(1));
    }
    run(100, 25);
    assertThat(lasts(AlertKind.REJECTS)).isFalse();
  }

  @Test
  void aFewAreNoReason() {
    run(4, 4);
    assertThat(raised()).isEmpty();
  }

  @Test
  void whatWaitsForAnotherFlowsRecordIsLeftTimeToCome() {
    waiting(10);
    database
        .shared()
        .useTransaction(
            handle ->
                handle.execute(
                    "UPDATE dead_letter SET awaits_flow = 'accounts' WHERE flow = ?", flow));
    clock.advance(Duration.ofMinutes(14));
    backlog.look(List.of(flow), Map.of());
    assertThat(lasts(AlertKind.DEAD_LETTERS)).isFalse();
    clock.advance(Duration.ofMinutes(2));
    backlog.look(List.of(flow), Map.of());
    assertThat(lasts(AlertKind.DEAD_LETTERS)).isTrue();
  }

  private void waiting(int letters) {
    database
        .shared()
        .useTransaction(
            handle -> {
              for (int letter = 0; letter < letters; letter++) {
                handle.execute(
                    "INSERT INTO dead_letter (id, flow, identity, source, category, reason,"
                        + " attempts, first_at, last_at, run_id, state)"
                        + " VALUES (?, ?, ?, '{}', 'type', 'x', 1, ?, ?, 'r', 'waiting')",
                    UUID.randomUUID().toString(),
                    flow,
                    UUID.randomUUID().toString(),
                    clock.millis(),
                    clock.millis());
              }
            });
  }

  @Test
  void deadLettersThatGrowAreOneAlertUntilTheyDoNoLonger() {
    waiting(9);
    backlog.look(List.of(flow), Map.of());
    assertThat(raised()).isEmpty();
    waiting(1);
    backlog.look(List.of(flow), Map.of());
    backlog.look(List.of(flow), Map.of());
    assertThat(raised()).singleElement().matches(alert -> alert.kind() == AlertKind.DEAD_LETTERS);
    clock.advance(Duration.ofMinutes(61));
    backlog.look(List.of(flow), Map.of());
    assertThat(lasts(AlertKind.DEAD_LETTERS)).isFalse();
  }

  @Test
  void anEventThatWaitsTooLongIsOneAlertUntilItIsDelivered() {
    Instant came = clock.instant();
    clock.advance(Duration.ofMinutes(15));
    backlog.look(List.of(flow), Map.of(flow, came));
    assertThat(lasts(AlertKind.INBOX)).isFalse();
    clock.advance(Duration.ofSeconds(61));
    backlog.look(List.of(flow), Map.of(flow, came));
    assertThat(raised()).singleElement().matches(alert -> alert.text().contains("16 min 1 s"));
    backlog.look(List.of(flow), Map.of(flow, clock.instant()));
    assertThat(lasts(AlertKind.INBOX)).isFalse();
  }
}
