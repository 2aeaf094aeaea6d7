package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.state.StateDatabase;
import dev.oneway.testing.LogLines;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the history and the log tell of a run's calls and of its failure. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class RunHistoryTest {
  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private Books books;

  @BeforeEach
  void open() {
    var store = database.shared();
    books = new Books(store, new DeadLetters(store, clock), Overlap.DEFAULT, clock);
  }

  private Run withTraffic() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.traffic().call("GET", "/orders");
    run.traffic().call("GET", "/orders");
    run.traffic().sent(5_000_000_000L);
    run.traffic().received(70);
    run.traffic().waited(Duration.ofMillis(1_500));
    return run;
  }

  private static Traffic.Sum sum() {
    return new Traffic.Sum(2, 5_000_000_000L, 70, Duration.ofMillis(1_500));
  }

  @Test
  void whatARunCostIsKept() {
    Run run = withTraffic();
    assertThat(books.log().find(run.id()).orElseThrow().traffic().calls()).isZero();
    books.heartbeat();
    assertThat(books.log().find(run.id()).orElseThrow().traffic()).isEqualTo(sum());
    run.traffic().call("GET", "/orders");
    assertThat(books.close(run).traffic().calls()).isEqualTo(3);
  }

  @Test
  void theLogTellsItWhenThereWereCalls() {
    try (LogLines log = new LogLines(Books.class.getName())) {
      books.close(withTraffic());
      assertThat(log.next())
          .containsExactly(
              "INFO "
                  + flow
                  + " done: read 0, 0 ms, 2 calls (0 records a call), 5.0 GB out, 70 B in, waited"
                  + " 1.5 s for limits, all threads together, watermark none → none");
      books.close(books.open(flow, RunKind.SCHEDULED));
      assertThat(log.next())
          .containsExactly("INFO " + flow + " done: read 0, 0 ms, watermark none → none");
    }
  }

  @ParameterizedTest
  @EnumSource(FailureCategory.class)
  void aFailureOfTheEnvironmentKeepsItsCategory(FailureCategory category) {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.fail(
        new IllegalStateException(
            "the step failed", new RetriableException(category, "not today", null, null)));
    RunSummary summary = books.close(run);
    assertThat(summary.category()).contains(category);
    assertThat(summary.stateInWords()).isEqualTo("failed (" + category.word() + ")");
  }

  @Test
  void aFailureSomebodyMustMendKeepsItsCategoryToo() {
    try (LogLines log = new LogLines(Books.class.getName())) {
      Run run = books.open(flow, RunKind.SCHEDULED);
      run.fail(new FatalException(FailureCategory.UNAUTHORIZED, "who are you?", null));
      assertThat(books.close(run).category()).contains(FailureCategory.UNAUTHORIZED);
      assertThat(log.next())
          .containsExactly(
              "ERROR "
                  + flow
                  + " failed (unauthorized): read 0, 0 ms, watermark none → none: who are you?");
    }
  }

  @Test
  void aMistakeOnOurSideHasNoCategory() {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.fail(new FatalException("no such column"));
    assertThat(books.close(run).category()).isEqualTo(Optional.empty());
    Run unbalanced = books.open(flow, RunKind.SCHEDULED);
    unbalanced.read(1);
    assertThat(books.close(unbalanced).stateInWords()).isEqualTo("failed");
  }
}
