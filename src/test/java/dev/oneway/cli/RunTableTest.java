package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.ops.json.RunJson;
import dev.oneway.run.Counts;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.run.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTableTest {
  private static final Instant START = Instant.parse("2026-01-06T09:00:00Z");

  private static RunSummary run(
      RunState state, long calls, Optional<FailureCategory> category, Optional<String> reason) {
    return new RunSummary(
        "r1",
        "leads",
        "once",
        state,
        START,
        Optional.of(START.plusSeconds(45)),
        new Counts(12_000, Map.of(Fate.CREATED, 12_000L)),
        new Traffic.Sum(calls, 3_100_000, 400_000, Duration.ofMillis(2_100)),
        List.of(),
        category,
        reason,
        Optional.empty());
  }

  private static RunSummary done(long calls) {
    return run(RunState.DONE, calls, Optional.empty(), Optional.empty());
  }

  private static RunSummary failed() {
    return run(
        RunState.FAILED, 3, Optional.of(FailureCategory.RATE_LIMITED), Optional.of("slow down"));
  }

  @Test
  void aRunSaysWhatItCost() {
    assertThat(OneRun.words(done(120)))
        .isEqualTo(
            """
            leads done: read 12000, created 12000 in 45.0 s (266 records/s), 120 calls (100 records \
            a call), 3.1 MB out, 400.0 kB in, waited 2.1 s for limits, all threads together
            """);
  }

  @Test
  void whereNothingWaitedThatIsSaid() {
    assertThat(OneRun.words("leads", List.of()))
        .isEqualTo("leads: nothing waits in its inbox." + System.lineSeparator());
    assertThat(OneRun.words("leads", List.of(done(0), done(0))))
        .isEqualTo(OneRun.words(done(0)).repeat(2));
  }

  @Test
  void aRunWithoutCallsSaysNothingOfThem() {
    assertThat(OneRun.words(done(0))).endsWith("(266 records/s)\n");
  }

  @Test
  void aFailedRunSaysItsCategoryInEveryForm() {
    assertThat(OneRun.words(failed()))
        .startsWith("leads failed (rate-limited): read 12000")
        .endsWith("\nslow down\n");
    assertThat(RunTable.text(List.of(failed()))).contains("failed (rate-limited)", "slow down");
    assertThat(RunJson.of(failed()))
        .containsEntry("state", "failed")
        .containsEntry("category", "rate-limited")
        .containsEntry("reason", "slow down");
  }

  @Test
  void theTableHasAColumnOfCalls() {
    List<String> lines = RunTable.text(List.of(done(120), done(7))).lines().toList();
    int end = lines.get(0).indexOf("CALLS") + "CALLS".length();
    assertThat(lines.get(1).substring(0, end)).endsWith("  120");
    assertThat(lines.get(2).substring(0, end)).endsWith("    7");
  }

  @Test
  void programsGetAllNumbers() {
    assertThat(RunJson.of(done(120)))
        .containsEntry("calls", 120L)
        .containsEntry("sentBytes", 3_100_000L)
        .containsEntry("receivedBytes", 400_000L)
        .containsEntry("waitedMilliseconds", 2_100L)
        .containsEntry("category", null);
  }
}
