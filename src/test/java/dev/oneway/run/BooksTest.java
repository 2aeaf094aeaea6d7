package dev.oneway.run;

import static dev.oneway.record.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StateDatabase.class)
class BooksTest {
  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private StateStore store;
  private DeadLetters deadLetters;
  private Books books;

  @BeforeEach
  void open() {
    store = database.shared();
    deadLetters = new DeadLetters(store, clock);
    books = new Books(store, deadLetters, Overlap.DEFAULT, clock);
  }

  @Test
  void anOpenRunIsInTheHistoryBeforeAnythingIsRead() {
    Run run = books.open(flow, RunKind.ONCE);
    RunSummary summary = books.log().find(run.id()).orElseThrow();
    assertThat(summary.state()).isEqualTo(RunState.RUNNING);
    assertThat(summary.flow()).isEqualTo(flow);
    assertThat(summary.kind()).isEqualTo("once");
    assertThat(summary.startedAt()).isEqualTo(clock.instant());
    assertThat(summary.endedAt()).isEmpty();
    assertThat(books.openRuns()).containsExactly(run);
  }

  @Test
  void aRunWhoseRecordsAllMetTheirFateIsDone() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.read(45);
    int times = 1;
    for (Fate fate : Fate.values()) {
      run.count(fate, fate == Fate.HELD ? 0 : times++);
    }
    clock.advance(Duration.ofSeconds(3));
    RunSummary summary = books.close(run);
    assertThat(summary.state()).isEqualTo(RunState.DONE);
    assertThat(summary.reason()).isEmpty();
    assertThat(summary.duration()).isEqualTo(Duration.ofSeconds(3));
    assertThat(summary.countsInWords())
        .isEqualTo(
            "read 45, filtered 1, unchanged 2, stale 3, created 4, updated 5, deleted 6,"
                + " queued 7, skipped 8, rejected 9");
    assertThat(books.openRuns()).isEmpty();
  }

  @Test
  void aRunWithoutRecordsIsDone() {
    assertThat(books.close(books.open(flow, RunKind.SCHEDULED)).state()).isEqualTo(RunState.DONE);
  }

  @Test
  void aRunThatLostARecordHasFailed() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.read(3);
    run.count(Fate.CREATED, 2);
    RunSummary summary = books.close(run);
    assertThat(summary.state()).isEqualTo(RunState.FAILED);
    assertThat(summary.reason().orElseThrow())
        .contains("the books don't balance: 3 records read, 2 accounted for");
  }

  @Test
  void aRunThatMadeARecordUpHasFailed() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.read(1);
    run.count(Fate.CREATED, 2);
    assertThat(books.close(run).state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void theFirstFailureOfARunIsItsReason() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.fail(new IllegalStateException("wrapper", new RetriableException("503 from x", null)));
    run.fail(new IllegalStateException("later"));
    RunSummary summary = books.close(run);
    assertThat(summary.state()).isEqualTo(RunState.FAILED);
    assertThat(summary.reason()).contains("503 from x");
  }

  @Test
  void aRunThatIsStoppedOnRequestIsInterrupted() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.fail(new StoppedException());
    assertThat(books.close(run).state()).isEqualTo(RunState.INTERRUPTED);
  }

  @Test
  void theHeartbeatTellsHowFarARunIs() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.read(500);
    run.count(Fate.CREATED, 400);
    assertThat(books.log().find(run.id()).orElseThrow().counts().read()).isZero();
    books.heartbeat();
    RunSummary summary = books.log().find(run.id()).orElseThrow();
    assertThat(summary.state()).isEqualTo(RunState.RUNNING);
    assertThat(summary.countsInWords()).isEqualTo("read 500, created 400");
  }

  @Test
  void aRunThatCouldNotBeClosedIsClosedByALaterHeartbeat(@TempDir Path folder) {
    StateStore own = database.open(folder);
    Books ownBooks =
        new Books(own, new DeadLetters(own, clock), new Overlap(Duration.ZERO, 0), clock);
    Run run = ownBooks.open(flow, RunKind.SCHEDULED);
    run.seen(Version.of(7));
    own.useTransaction(handle -> handle.execute("ALTER TABLE watermark RENAME TO away"));
    assertThatThrownBy(() -> ownBooks.close(run)).isInstanceOf(RuntimeException.class);
    assertThat(ownBooks.log().find(run.id()).orElseThrow().state()).isEqualTo(RunState.RUNNING);

    own.useTransaction(handle -> handle.execute("ALTER TABLE away RENAME TO watermark"));
    ownBooks.heartbeat();
    RunSummary summary = ownBooks.log().find(run.id()).orElseThrow();
    assertThat(summary.state()).isEqualTo(RunState.DONE);
    assertThat(summary.watermark()).contains(Version.of(7));
    assertThat(ownBooks.openRuns()).isEmpty();
    own.close();
  }

  @Test
  void aRunThatWasTakenForDeadStaysInterruptedAndMovesNoWatermark() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.seen(Version.of(7));
    store.useTransaction(
        handle -> handle.execute("UPDATE run SET state = 'interrupted' WHERE id = ?", run.id()));
    RunSummary summary = books.close(run);
    assertThat(summary.state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(books.open(flow, RunKind.SCHEDULED).watermark()).isEmpty();
  }

  @Test
  void settlingKeepsWhatWasRefusedAndCountsEachRecordOnce() {
    Run run = books.open(flow, RunKind.ONCE);
    settle(run, null, written("1", Fate.CREATED), refused("2"), written("3", Fate.UNCHANGED));
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.UNCHANGED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(deadLetters.waitingByFlow()).containsEntry(flow, 1L);
  }

  @Test
  void settlingIsAllOrNothing() {
    Run run = books.open(flow, RunKind.ONCE);
    DeliveryListener broken =
        (r, outcomes) -> {
          throw new IllegalStateException("ledger broken");
        };
    assertThatThrownBy(() -> settle(run, broken, written("1", Fate.CREATED), refused("2")))
        .hasMessage("ledger broken");
    assertThat(run.counts().settled()).isZero();
    assertThat(deadLetters.waitingByFlow()).doesNotContainKey(flow);
  }

  @Test
  void theListenerSeesAllOutcomesInsideTheTransaction() {
    Run run = books.open(flow, RunKind.ONCE);
    List<Outcome> seen = new ArrayList<>();
    DeliveryListener listener =
        (r, outcomes) -> {
          assertThat(deadLetters.waitingByFlow()).containsEntry(flow, 1L);
          assertThat(r.counts().settled()).isZero();
          seen.addAll(outcomes);
        };
    settle(run, listener, written("1", Fate.CREATED), refused("2"));
    assertThat(seen).hasSize(2);
  }

  @Test
  void aDeliveredRecordClosesItsLetterInTheSameTransaction() {
    Run run = books.open(flow, RunKind.ONCE);
    settle(run, null, refused("1"), refused("2"));
    settle(run, null, written("1", Fate.UPDATED));
    assertThat(deadLetters.waitingByFlow()).containsEntry(flow, 1L);
    run.alreadyDelivered(List.of(record("2", 2, "A")));
    run.alreadyDelivered(List.of());
    assertThat(deadLetters.waitingByFlow()).doesNotContainKey(flow);
  }

  @Test
  void whatIsPostponedFailsTheRunAndTheOthersAreSettled() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.read(2);
    List<Outcome> heard = new ArrayList<>();
    settle(
        run,
        (settled, outcomes) -> heard.addAll(outcomes),
        written("1", Fate.UPDATED),
        postponed("2"));
    assertThat(heard).extracting(outcome -> outcome.record().key()).containsExactly("1");
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    RunSummary summary = books.close(run);
    assertThat(summary.state()).isEqualTo(RunState.FAILED);
    assertThat(summary.reason()).contains("theirs is down");
  }

  @Test
  void whatIsPostponedAndWaitsElsewhereWasNotReadByTheRun() {
    Run run = books.open(flow, RunKind.INBOX);
    run.read(2);
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    Postponement postponement = new Postponement();
    exchange.setProperty(Postponement.PROPERTY, postponement);
    Outcome.Postponed postponed = postponed("2");
    run.settle(exchange, List.of(written("1", Fate.UPDATED), postponed));
    assertThat(run.counts().balanced()).isTrue();
    assertThat(run.failure()).contains(postponed.reason());
    assertThat(postponement.size()).isEqualTo(1);
    assertThat(postponement.pauseOf(postponed.record().source())).contains(Duration.ofSeconds(5));
  }

  private static Outcome.Postponed postponed(String key) {
    Exception reason = new RetriableException("theirs is down", null);
    return new Outcome.Postponed(record(key, 2, "A"), reason, Duration.ofSeconds(5));
  }

  @Test
  void refusedByTheMappingIsKeptAndCounted() {
    Run run = books.open(flow, RunKind.ONCE);
    run.refuse(List.of());
    run.refuse(
        List.of(
            new Rejection(
                Optional.empty(),
                Optional.empty(),
                Map.of("a", 1L),
                "missing",
                Optional.empty(),
                "x")));
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(deadLetters.waitingByFlow()).containsEntry(flow, 1L);
  }

  private static void settle(Run run, DeliveryListener listener, Outcome... outcomes) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.setProperty(Run.LISTENER_PROPERTY, listener);
    run.settle(exchange, List.of(outcomes));
  }

  private static Outcome written(String key, Fate fate) {
    return Outcome.Written.of(record(key, 2, "A"), fate);
  }

  private static Outcome refused(String key) {
    MappedRecord record = record(key, 1, "A");
    return new Outcome.Refused(record, "type", Optional.of("Name"), "no");
  }

  @Test
  void whoObservesLearnsOfARunWhenWhatHappenedIsDurable() {
    List<String> told = new ArrayList<>();
    books.addObserver(
        new RunObserver() {
          @Override
          public void opened(Run run) {
            told.add("opened " + stateOf(run.id()));
          }

          @Override
          public void settled(Run run, List<Outcome> outcomes) {
            told.add("settled " + outcomes.size() + " of " + run.counts().of(Fate.CREATED));
          }

          @Override
          public void ended(RunSummary summary) {
            told.add("ended " + stateOf(summary.id()));
          }

          private RunState stateOf(String run) {
            return books.log().find(run).orElseThrow().state();
          }
        });
    Run run = books.open(flow, RunKind.ONCE);
    run.read(1);
    settle(run, null, written("1", Fate.CREATED));
    books.close(run);
    assertThat(told).containsExactly("opened RUNNING", "settled 1 of 1", "ended DONE");
  }
}
