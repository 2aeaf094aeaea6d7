package dev.oneway.ops.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.preview.Reports;
import dev.oneway.run.Books;
import dev.oneway.run.FatalException;
import dev.oneway.run.Overlap;
import dev.oneway.run.Rejection;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is removed when it is old, and what never is. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class RetentionTest {
  private static final Keeping DAYS =
      new Keeping(
          Duration.ofDays(10),
          Duration.ofDays(5),
          Duration.ofDays(10),
          Duration.ofDays(10),
          Duration.ofDays(10));

  @Parameter StateDatabase database;
  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private StateStore store;
  private Books books;
  private DeadLetters letters;

  @BeforeEach
  void open() {
    store = database.open(folder);
    letters = new DeadLetters(store, clock);
    books = new Books(store, letters, Overlap.DEFAULT, clock);
    books.addObserver(new RunHours(store));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private RunSummary run(String flow, boolean well) {
    Run run = books.open(flow, RunKind.SCHEDULED);
    clock.advance(Duration.ofSeconds(1));
    if (!well) {
      run.fail(new FatalException("no"));
    }
    return books.close(run);
  }

  private void apply() {
    new Retention(store, DAYS, clock, 10).apply();
  }

  private List<String> runsLeft() {
    return books.log().latest(10_000).stream().map(RunSummary::id).toList();
  }

  @Test
  void oldRunsGoButTheLastOneAndTheLastThatWentWellStay() {
    run("a", true);
    RunSummary well = run("a", true);
    run("a", false);
    RunSummary last = run("a", false);
    RunSummary only = run("b", false);
    Run open = books.open("c", RunKind.SCHEDULED);
    clock.advance(Duration.ofSeconds(1));
    Run later = books.open("c", RunKind.SCHEDULED);
    clock.advance(Duration.ofDays(11));
    RunSummary young = run("d", true);
    apply();
    assertThat(runsLeft())
        .containsExactlyInAnyOrder(
            well.id(), last.id(), only.id(), open.id(), later.id(), young.id());
  }

  @Test
  void manyGoInSmallTransactions() {
    for (int i = 0; i < 25; i++) {
      run("a", true);
    }
    clock.advance(Duration.ofDays(11));
    RunSummary young = run("a", true);
    apply();
    assertThat(runsLeft()).containsExactly(young.id());
    assertThat(rows("run_hour")).isEqualTo(1);
    assertThat(rows("run_day_duration")).isEqualTo(1);
  }

  private long rows(String table) {
    return store.inTransaction(
        handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
  }

  private void refuse(String key) {
    Run run = books.open("a", RunKind.SCHEDULED);
    run.read(1);
    run.refuse(
        List.of(
            new Rejection(
                Optional.of(key),
                Optional.empty(),
                Map.of("id", key),
                "value",
                Optional.empty(),
                "no")));
    books.close(run);
  }

  @Test
  void closedDeadLettersGoSinceTheyWereClosedAndThoseThatWaitStay() {
    refuse("discarded");
    refuse("waiting");
    clock.advance(Duration.ofDays(20));
    DeadLetter old =
        letters.list(DeadLetterFilter.waiting(9)).stream()
            .filter(letter -> letter.identity().equals("discarded"))
            .findFirst()
            .orElseThrow();
    letters.discard(List.of(old.id()));
    apply();
    assertThat(letters.find(old.id())).isPresent();

    clock.advance(Duration.ofDays(6));
    apply();
    assertThat(letters.find(old.id())).isEmpty();
    assertThat(letters.list(DeadLetterFilter.waiting(9)))
        .singleElement()
        .matches(letter -> letter.identity().equals("waiting"));
  }

  @Test
  void alertsThatEndedGoAndThoseThatLastStay() {
    Alerts alerts = new Alerts(store, clock);
    alerts.raise("a", AlertKind.STALE, Optional.empty(), "old");
    alerts.resolve("a", AlertKind.STALE);
    alerts.raise("b", AlertKind.STALE, Optional.empty(), "lasts");
    clock.advance(Duration.ofDays(11));
    apply();
    assertThat(alerts.latest(9)).singleElement().matches(alert -> alert.flow().equals("b"));
  }

  @Test
  void watermarksStay() {
    Run run = books.open("a", RunKind.SCHEDULED);
    run.seen(dev.oneway.record.Version.of(clock.instant()));
    assertThat(books.close(run).state()).isEqualTo(RunState.DONE);
    run("a", true);
    clock.advance(Duration.ofDays(100));
    apply();
    assertThat(books.watermarks()).containsKey("a");
  }

  @Test
  void oneProcessAtATimeDoesIt() {
    apply();
    run("a", true);
    run("a", true);
    clock.advance(Duration.ofDays(11));
    // Another process has just taken its turn.
    new Turns(store, clock).take("retention", Duration.ofMinutes(5));
    apply();
    assertThat(runsLeft()).hasSize(2);
    clock.advance(Duration.ofMinutes(5));
    apply();
    assertThat(runsLeft()).hasSize(1);
  }

  @Test
  void oldReportsGo() {
    Reports reports = new Reports(store, clock);
    reports.keep(Reports.Kind.PLAN, run("a", true), "old");
    clock.advance(Duration.ofDays(6));
    RunSummary young = run("a", true);
    reports.keep(Reports.Kind.PLAN, young, "young");
    apply();
    assertThat(reports.latest(Reports.Kind.PLAN, 10))
        .extracting(Reports.Report::id)
        .containsExactly(young.id());
  }
}
