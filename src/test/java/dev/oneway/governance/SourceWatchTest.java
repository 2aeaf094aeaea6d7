package dev.oneway.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.mapping.model.Contract;
import dev.oneway.mapping.model.Contract.OnEmpty;
import dev.oneway.mapping.model.Contract.Unknown;
import dev.oneway.mapping.value.NameTree;
import dev.oneway.record.Version;
import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.OutageException;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sources that give nothing, or nothing new. The clock stands still until a test moves it. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class SourceWatchTest {
  private static final Duration FRESH = Duration.ofMinutes(30);

  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private Optional<Contract> contract = contract(OnEmpty.OK, Optional.of(FRESH));
  private StateStore store;
  private Alerts alerts;
  private Books books;
  private SourceWatch watch;

  @BeforeEach
  void open() {
    store = database.shared();
    alerts = new Alerts(store, clock);
    books = new Books(store, new DeadLetters(store, clock), Overlap.DEFAULT, clock);
    watch = new SourceWatch(store, alerts, clock, name -> contract);
    books.addObserver(watch);
  }

  private static Optional<Contract> contract(OnEmpty onEmpty, Optional<Duration> fresh) {
    return Optional.of(
        new Contract(Unknown.IGNORE, new NameTree().known(), onEmpty, fresh, Optional.empty()));
  }

  private RunSummary run(RunKind kind, Consumer<Run> records) {
    Run run = books.open(flow, kind);
    records.accept(run);
    return books.close(run);
  }

  private Consumer<Run> records(Fate fate, Optional<Version> version) {
    return run -> {
      run.read(1);
      run.count(fate, 1);
      version.ifPresent(run::seen);
    };
  }

  private Optional<Version> changed(Duration ago) {
    return Optional.of(Version.of(clock.instant().minus(ago)));
  }

  private List<Alert> open(AlertKind kind) {
    watch.look(List.of(flow));
    return alerts.open().stream()
        .filter(alert -> alert.flow().equals(flow) && alert.kind() == kind)
        .toList();
  }

  private List<Alert> all() {
    return alerts.latest(1000).stream().filter(alert -> alert.flow().equals(flow)).toList();
  }

  @Test
  void aSourceThatSilentlyStopsChangingIsToldOnceThoughEveryRunIsDone() {
    Optional<Version> last = changed(Duration.ofMinutes(1));
    run(RunKind.SCHEDULED, records(Fate.CREATED, last));
    for (int minutes = 0; minutes < 60; minutes += 5) {
      clock.advance(Duration.ofMinutes(5));
      assertThat(run(RunKind.SCHEDULED, records(Fate.UNCHANGED, last)).state())
          .isEqualTo(RunState.DONE);
      assertThat(open(AlertKind.STALE)).hasSize(minutes < 25 ? 0 : 1);
    }
    assertThat(all()).hasSize(1);
    assertThat(all().get(0).text())
        .isEqualTo(
            "Nothing newer than 2026-03-01T11:59:00Z has arrived, and `fresh: 30m` is promised. See"
                + " what its runs say; if they are done, look whether the source still changes.");
    run(RunKind.SCHEDULED, records(Fate.UPDATED, changed(Duration.ofMinutes(2))));
    assertThat(open(AlertKind.STALE)).isEmpty();
  }

  @Test
  void aFlowThatFailsGrowsOldThoughItsSourceChanges() {
    assertThat(open(AlertKind.STALE)).as("it is looked at for the first time").isEmpty();
    clock.advance(FRESH.plusSeconds(1));
    run(
        RunKind.SCHEDULED,
        run -> {
          records(Fate.CREATED, changed(Duration.ZERO)).accept(run);
          run.fail(new OutageException("the destination is down", null));
        });
    assertThat(open(AlertKind.STALE)).hasSize(1);
    run(RunKind.INBOX, records(Fate.CREATED, changed(Duration.ZERO)));
    assertThat(open(AlertKind.STALE)).isEmpty();
  }

  @Test
  void aFlowThatIsNeverStartedGrowsOld() {
    assertThat(open(AlertKind.STALE)).isEmpty();
    clock.advance(FRESH);
    assertThat(open(AlertKind.STALE)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(open(AlertKind.STALE)).hasSize(1);
  }

  @Test
  void whatOnlyWaitsInAnInboxHasNotArrived() {
    assertThat(open(AlertKind.STALE)).isEmpty();
    clock.advance(FRESH.plusSeconds(1));
    run(RunKind.SCHEDULED, records(Fate.QUEUED, changed(Duration.ZERO)));
    assertThat(open(AlertKind.STALE)).hasSize(1);
  }

  @Test
  void aChangeThatIsFilteredShowsThatTheSourceChanges() {
    assertThat(open(AlertKind.STALE)).isEmpty();
    clock.advance(FRESH.plusSeconds(1));
    run(RunKind.SCHEDULED, records(Fate.FILTERED, changed(Duration.ZERO)));
    assertThat(open(AlertKind.STALE)).isEmpty();
  }

  @Test
  void oneRecordDatedInTheFutureKeepsNothingFresh() {
    run(RunKind.SCHEDULED, records(Fate.CREATED, changed(Duration.ofDays(-365))));
    clock.advance(FRESH.plusSeconds(1));
    assertThat(open(AlertKind.STALE)).hasSize(1);
  }

  @Test
  void withoutATimeOfChangeItIsTheWritingThatCounts() {
    for (Optional<Version> version :
        List.of(Optional.<Version>empty(), Optional.of(Version.of(7)))) {
      assertThat(open(AlertKind.STALE)).isEmpty();
      clock.advance(FRESH.plusSeconds(1));
      run(RunKind.SCHEDULED, records(Fate.UNCHANGED, version));
      assertThat(open(AlertKind.STALE)).hasSize(1);
      run(RunKind.SCHEDULED, records(Fate.UPDATED, version));
      assertThat(open(AlertKind.STALE)).isEmpty();
    }
  }

  @Test
  void aPromiseThatIsTakenBackEndsItsAlert() {
    assertThat(open(AlertKind.STALE)).isEmpty();
    clock.advance(FRESH.plusSeconds(1));
    assertThat(open(AlertKind.STALE)).hasSize(1);
    contract = contract(OnEmpty.OK, Optional.empty());
    assertThat(open(AlertKind.STALE)).isEmpty();
    contract = Optional.empty();
    clock.advance(FRESH.multipliedBy(10));
    assertThat(open(AlertKind.STALE)).isEmpty();
  }

  @Test
  void aRunThatReadsNothingRaisesAnAlertUntilOneReadsSomething() {
    contract = contract(OnEmpty.WARN, Optional.empty());
    RunSummary empty = run(RunKind.SCHEDULED, run -> {});
    assertThat(empty.state()).isEqualTo(RunState.DONE);
    run(RunKind.ONCE, run -> {});
    assertThat(open(AlertKind.EMPTY))
        .singleElement()
        .satisfies(alert -> assertThat(alert.run()).contains(empty.id()));
    run(RunKind.SCHEDULED, records(Fate.FILTERED, Optional.empty()));
    assertThat(open(AlertKind.EMPTY)).isEmpty();
    assertThat(all()).hasSize(1);
  }

  @Test
  void whereThatIsNoWayToEndTheRunHasFailed() {
    contract = contract(OnEmpty.FAIL, Optional.empty());
    RunSummary empty = run(RunKind.SCHEDULED, run -> {});
    assertThat(empty.state()).isEqualTo(RunState.FAILED);
    assertThat(empty.reason().orElseThrow()).contains("`onEmpty: fail`");
    assertThat(open(AlertKind.EMPTY)).hasSize(1);
    contract = contract(OnEmpty.OK, Optional.empty());
    assertThat(run(RunKind.SCHEDULED, run -> {}).state()).isEqualTo(RunState.DONE);
    assertThat(open(AlertKind.EMPTY)).as("it is expected now").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RunKind.class,
      names = {"REPLAY", "INBOX"})
  void runsThatDontReadTheSourceAreNeverEmpty(RunKind kind) {
    contract = contract(OnEmpty.FAIL, Optional.empty());
    assertThat(run(kind, run -> {}).state()).isEqualTo(RunState.DONE);
    assertThat(open(AlertKind.EMPTY)).isEmpty();
  }

  @Test
  void aRunThatFailedHasOtherWorries() {
    contract = contract(OnEmpty.WARN, Optional.empty());
    run(RunKind.SCHEDULED, run -> run.fail(new OutageException("the source is down", null)));
    assertThat(open(AlertKind.EMPTY)).isEmpty();
  }
}
