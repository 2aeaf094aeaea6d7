package dev.oneway.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.run.Books;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.OutageException;
import dev.oneway.run.Overlap;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.StoppedException;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A flow fails for a while. The clock stands still until a test moves it. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class FailureWatchTest {
  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private Alerts alerts;
  private Books books;

  @BeforeEach
  void open() {
    alerts = new Alerts(database.shared(), clock);
    books =
        new Books(
            database.shared(), new DeadLetters(database.shared(), clock), Overlap.DEFAULT, clock);
    books.addObserver(new FailureWatch(database.shared(), alerts, clock));
  }

  private void fails(RunKind kind, Throwable why) {
    Run run = books.open(flow, kind);
    run.fail(why);
    books.close(run);
    clock.advance(Duration.ofSeconds(1));
  }

  private void fails(RunKind kind) {
    fails(
        kind,
        new RetriableException(
            FailureCategory.TIMEOUT, "no answer about ann@example.com", null, null));
  }

  private void succeeds(RunKind kind) {
    books.close(books.open(flow, kind));
    clock.advance(Duration.ofSeconds(1));
  }

  private List<Alert> all() {
    return alerts.latest(10_000).stream().filter(alert -> alert.flow().equals(flow)).toList();
  }

  private boolean isFailing() {
    return alerts.open(flow, AlertKind.FAILING).isPresent();
  }

  @Test
  void howeverOftenItFailsItIsOneAlertAndItEndsWithTheTimeItTook() {
    succeeds(RunKind.SCHEDULED);
    assertThat(all()).isEmpty();
    fails(RunKind.SCHEDULED);
    fails(RunKind.SCHEDULED);
    clock.advance(Duration.ofMinutes(4).plusSeconds(10));
    fails(RunKind.ONCE);
    assertThat(isFailing()).isTrue();
    succeeds(RunKind.SCHEDULED);
    assertThat(all())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(AlertKind.FAILING);
              assertThat(alert.text()).contains("(timeout)").doesNotContain("ann@");
              assertThat(alert.resolution()).hasValue("recovered after 4 min 13 s.");
            });
  }

  @Test
  void aSweepThatIsDoneIsNoRecoveryOfWhatEmptiesTheInbox() {
    fails(RunKind.INBOX);
    succeeds(RunKind.SCHEDULED);
    assertThat(isFailing()).isTrue();
    succeeds(RunKind.INBOX);
    assertThat(isFailing()).isFalse();
  }

  @Test
  void whileOneOfTheTwoFailsTheFlowFails() {
    fails(RunKind.INBOX);
    fails(RunKind.SCHEDULED);
    succeeds(RunKind.INBOX);
    assertThat(isFailing()).isTrue();
    succeeds(RunKind.SCHEDULED);
    assertThat(all()).singleElement().matches(alert -> alert.resolvedAt().isPresent());
  }

  @Test
  void whatSomebodyWantedSoIsNoFailure() {
    fails(RunKind.SCHEDULED, new StoppedException());
    fails(RunKind.DRIFT, new OutageException("no connection", null));
    fails(RunKind.REPLAY);
    assertThat(all()).isEmpty();
  }
}
