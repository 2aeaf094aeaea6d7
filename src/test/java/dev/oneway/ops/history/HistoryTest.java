package dev.oneway.ops.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.run.Books;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs leave to be looked back at. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class HistoryTest {
  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private StateStore store;
  private Books books;
  private FlowStatuses statuses;
  private History history;

  @BeforeEach
  void open() {
    store = database.shared();
    books = new Books(store, new DeadLetters(store, clock), Overlap.DEFAULT, clock);
    statuses = new FlowStatuses(store);
    books.addObserver(statuses);
    books.addObserver(new RunHours(store));
    history = new History(store, clock);
  }

  private Instant done(RunKind kind, int seconds) {
    Run run = books.open(flow, kind);
    run.read(10);
    run.count(Fate.CREATED, 7);
    run.count(Fate.UNCHANGED, 3);
    clock.advance(Duration.ofSeconds(seconds));
    return books.close(run).endedAt().orElseThrow();
  }

  private Instant failed(RunKind kind) {
    Run run = books.open(flow, kind);
    clock.advance(Duration.ofSeconds(1));
    run.fail(new FatalException("no such table"));
    return books.close(run).endedAt().orElseThrow();
  }

  private FlowStatus status() {
    return statuses.of(flow).orElseThrow();
  }

  @Test
  void aFlowThatFailsIsKnownSinceWhenAndHowOften() {
    assertThat(statuses.of(flow)).isEmpty();
    Instant success = done(RunKind.SCHEDULED, 2);
    assertThat(status().failingSince()).isEmpty();
    Instant first = failed(RunKind.SCHEDULED);
    failed(RunKind.SCHEDULED);
    assertThat(status().failingSince()).contains(first);
    assertThat(status().failures()).isEqualTo(2);
    assertThat(status().lastSuccessAt()).contains(success);
    assertThat(status().failedRun()).contains(books.log().latestOf(flow, 1).get(0).id());
    assertThat(statuses.byFlow()).containsEntry(flow, status());
  }

  @Test
  void howLongItTookToBeWellAgainIsKeptUntilTheNextTime() {
    Instant first = failed(RunKind.SCHEDULED);
    failed(RunKind.SCHEDULED);
    Instant well = done(RunKind.SCHEDULED, 5);
    FlowStatus.Recovery recovery = new FlowStatus.Recovery(well, Duration.between(first, well));
    assertThat(status().recovered()).contains(recovery);
    assertThat(status().failingSince()).isEmpty();
    assertThat(status().failedRun()).isEmpty();
    done(RunKind.SCHEDULED, 5);
    assertThat(status().recovered()).contains(recovery);
  }

  @Test
  void aSweepThatGoesWellDoesntHideADeliveryThatFails() {
    Instant first = failed(RunKind.INBOX);
    done(RunKind.SCHEDULED, 1);
    assertThat(status().failingSince()).contains(first);
    assertThat(status().lastSuccessAt()).isEmpty();
    done(RunKind.INBOX, 1);
    assertThat(status().failingSince()).isEmpty();
    assertThat(status().lastSuccessAt()).isPresent();
  }

  @Test
  void whatOnlyLooksOrIsAskedForSaysNothingOfTheFlow() {
    for (RunKind kind : List.of(RunKind.PLAN, RunKind.DRIFT, RunKind.REPLAY, RunKind.BACKFILL)) {
      failed(kind);
    }
    assertThat(statuses.of(flow)).isEmpty();
    assertThat(history.recent(List.of(flow), Optional.of(flow)))
        .containsExactly(new History.Recent(flow, Optional.empty(), Optional.empty()));
  }

  @Test
  void theLastDayAndTheLastWeekAreAddedUp() {
    failed(RunKind.SCHEDULED);
    done(RunKind.SCHEDULED, 1);
    clock.advance(Duration.ofDays(3));
    for (int i = 0; i < 9; i++) {
      done(RunKind.SCHEDULED, 4);
    }
    done(RunKind.SCHEDULED, 60);
    History.Recent recent = history.recent(List.of(), Optional.of(flow)).get(0);
    FlowStats day = recent.day().orElseThrow();
    FlowStats week = recent.week().orElseThrow();
    assertThat(day.successRate()).hasValue(1);
    assertThat(day.done()).isEqualTo(10);
    assertThat(week.successRate().getAsDouble()).isEqualTo(11.0 / 12);
    assertThat(week.failed()).isEqualTo(1);
    assertThat(week.read()).isEqualTo(110);
    assertThat(week.fates()).containsEntry(Fate.CREATED, 77L).containsEntry(Fate.REJECTED, 0L);
    assertThat(day.recordsPerSecond().getAsDouble()).isEqualTo(100.0 / 96);
    assertThat((double) day.medianMillis().getAsLong()).isCloseTo(4000, within(4000 * 0.05));
    assertThat((double) day.p95Millis().getAsLong()).isCloseTo(60_000, within(60_000 * 0.05));

    clock.advance(Duration.ofDays(8));
    assertThat(history.recent(List.of(), Optional.of(flow))).isEmpty();
  }

  @Test
  void eachHourTellsItsVolume() {
    done(RunKind.INBOX, 1);
    failed(RunKind.SCHEDULED);
    clock.advance(Duration.ofHours(2));
    done(RunKind.SCHEDULED, 1);
    long hour = clock.millis() / RunHours.HOUR_MILLIS;
    Map<String, List<History.Hour>> hours = history.hours(Duration.ofHours(5), Optional.of(flow));
    assertThat(hours.get(flow))
        .containsExactly(
            new History.Hour(hour - 2, 2, 1, 10, 7), new History.Hour(hour, 1, 0, 10, 7));
  }
}
