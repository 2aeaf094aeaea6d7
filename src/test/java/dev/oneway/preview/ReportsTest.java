package dev.oneway.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.run.Books;
import dev.oneway.run.Overlap;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunSummary;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of plans and comparisons. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class ReportsTest {
  private static final int KEPT = 10;

  @Parameter StateDatabase database;
  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private StateStore store;
  private Books books;
  private Reports reports;

  @BeforeEach
  void open() {
    store = database.open(folder);
    books = new Books(store, new DeadLetters(store, clock), Overlap.DEFAULT, clock);
    reports = new Reports(store, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private RunSummary kept(Reports.Kind kind, String flow, String html) {
    RunSummary run = books.close(books.open(flow, RunKind.PLAN));
    clock.advance(Duration.ofSeconds(1));
    reports.keep(kind, run, html);
    return run;
  }

  @Test
  void theLastPlansOfEachFlowStay() {
    String other = kept(Reports.Kind.PLAN, "b", "other").id();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i <= KEPT; i++) {
      ids.add(0, kept(Reports.Kind.PLAN, "a", "plan " + i).id());
    }
    assertThat(reports.latest(Reports.Kind.PLAN, 100))
        .extracting(Reports.Report::id)
        .containsExactlyElementsOf(
            Stream.concat(ids.stream().limit(KEPT), Stream.of(other)).toList());
    assertThat(reports.plan(ids.get(0))).contains("plan " + KEPT);
    assertThat(reports.plan(ids.get(KEPT))).isEmpty();
    assertThat(reports.drift("a")).isEmpty();
  }

  @Test
  void ofComparisonsTheLastOneStays() {
    String plan = kept(Reports.Kind.PLAN, "a", "plan").id();
    kept(Reports.Kind.DRIFT, "a", "first");
    kept(Reports.Kind.DRIFT, "b", "other");
    String last = kept(Reports.Kind.DRIFT, "a", "second").id();
    assertThat(reports.drift("a")).contains("second");
    assertThat(reports.drift("b")).contains("other");
    assertThat(reports.plan(plan)).contains("plan");
    assertThat(reports.plan(last)).isEmpty();
  }
}
