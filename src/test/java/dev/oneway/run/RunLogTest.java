package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunLogTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(StateDatabase.class)
  void theNewestRunsComeFirstAndNoMoreThanAsked(StateDatabase database) {
    TestClock clock = new TestClock();
    try (StateStore store = database.open(folder)) {
      Books books =
          new Books(store, new DeadLetters(store, clock), new Overlap(Duration.ZERO, 0), clock);
      List<String> ids = new ArrayList<>();
      for (String flow : List.of("a", "b", "a", "b", "a")) {
        Run run = books.open(flow, RunKind.SCHEDULED);
        ids.add(0, run.id());
        clock.advance(Duration.ofSeconds(1));
        books.close(run);
      }
      assertThat(books.log().latest(10)).extracting(RunSummary::id).containsExactlyElementsOf(ids);
      assertThat(books.log().latest(2))
          .extracting(RunSummary::id)
          .containsExactlyElementsOf(ids.subList(0, 2));
      assertThat(books.log().latestOf("a", 2))
          .extracting(RunSummary::id)
          .containsExactly(ids.get(0), ids.get(2));
      assertThat(books.log().latestOf("c", 2)).isEmpty();
      assertThat(books.log().find("none")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(StateDatabase.class)
  void theLastRunIsOneThatDidMoreThanLook(StateDatabase database) {
    TestClock clock = new TestClock();
    try (StateStore store = database.open(folder)) {
      Books books =
          new Books(store, new DeadLetters(store, clock), new Overlap(Duration.ZERO, 0), clock);
      assertThat(books.log().lastOf("a")).isEmpty();
      for (RunKind kind : List.of(RunKind.SCHEDULED, RunKind.REPAIR, RunKind.PLAN, RunKind.DRIFT)) {
        Run run = books.open("a", kind);
        clock.advance(Duration.ofSeconds(1));
        books.close(run);
      }
      assertThat(books.log().lastOf("a").map(RunSummary::kind)).contains("repair");
      assertThat(books.log().latestOf("a", 1).get(0).outcomeInWords()).isEqualTo("drift done");
    }
  }

  @Test
  void aReasonIsTheInnermostMessageOrWhatSaysHowToGoOn() {
    assertThat(Reasons.of(new RuntimeException("outer", new IllegalStateException("inner"))))
        .isEqualTo("inner");
    assertThat(Reasons.of(new RuntimeException("o", new FatalException("f", new Error("i")))))
        .isEqualTo("f");
    assertThat(Reasons.of(new NullPointerException())).isEqualTo("NullPointerException");
    assertThat(Reasons.of(new RuntimeException("outer", new NullPointerException())))
        .isEqualTo("outer");
    assertThat(Reasons.of(new RuntimeException("x".repeat(5_000)))).hasSize(2_001);
  }
}
