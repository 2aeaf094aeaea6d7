package dev.oneway.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.TestRecords;
import dev.oneway.record.Version;
import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes arrive in time, and late. The clock stands still until a test moves it. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class LatencyWatchTest {
  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private Optional<Duration> promise = Optional.of(Duration.ofMinutes(5));
  private Alerts alerts;
  private Books books;
  private LatencyWatch watch;

  @BeforeEach
  void open() {
    alerts = new Alerts(database.shared(), clock);
    books =
        new Books(
            database.shared(), new DeadLetters(database.shared(), clock), Overlap.DEFAULT, clock);
    watch = new LatencyWatch(database.shared(), alerts, clock, name -> promise);
    books.addObserver(watch);
    books.close(books.open(flow, RunKind.SCHEDULED));
    clock.advance(Duration.ofHours(1));
  }

  private void run(RunKind kind, Fate fate, Duration ago) {
    Run run = books.open(flow, kind);
    MappedRecord record = TestRecords.record("1", Version.of(clock.instant().minus(ago)), "Ann");
    watch.settled(run, List.of(Outcome.Written.of(record, fate)));
    books.close(run);
  }

  private List<Alert> raised() {
    return alerts.latest(10_000).stream().filter(alert -> alert.flow().equals(flow)).toList();
  }

  @Test
  void aLateChangeIsOneAlertUntilARunIsInTime() {
    run(RunKind.SCHEDULED, Fate.CREATED, Duration.ofMinutes(5));
    assertThat(raised()).isEmpty();
    run(RunKind.INBOX, Fate.CREATED, Duration.ofMinutes(6));
    run(RunKind.SCHEDULED, Fate.UPDATED, Duration.ofMinutes(7));
    run(RunKind.SCHEDULED, Fate.UNCHANGED, Duration.ofMinutes(1));
    assertThat(raised())
        .singleElement()
        .matches(alert -> alert.resolvedAt().isEmpty())
        .matches(
            alert ->
                alert
                    .text()
                    .contains("later than promised (5 min 0 s); the longest took 6 min 0 s"));
    run(RunKind.SCHEDULED, Fate.UPDATED, Duration.ofMinutes(1));
    assertThat(alerts.open(flow, AlertKind.LATENCY)).isEmpty();
  }

  @Test
  void whatWasChangedBeforeTheFirstRunWasNeverPromised() {
    run(RunKind.SCHEDULED, Fate.CREATED, Duration.ofDays(30));
    run(RunKind.BACKFILL, Fate.CREATED, Duration.ofMinutes(30));
    promise = Optional.empty();
    run(RunKind.SCHEDULED, Fate.CREATED, Duration.ofMinutes(30));
    assertThat(raised()).isEmpty();
  }
}
