package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.cli.live.Colours;
import dev.oneway.preview.Plan;
import dev.oneway.run.Counts;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.run.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTableTest {
  private static final Instant START = Instant.parse("2026-01-06T09:00:00Z");

  @TempDir private Path folder;

  private String planned(RunState state, Optional<String> reason) {
    RunSummary run =
        new RunSummary(
            "r1",
            "leads",
            "plan",
            state,
            START,
            Optional.of(START.plusSeconds(2)),
            new Counts(2, Map.of(Fate.CREATED, 2L)),
            new Traffic.Sum(0, 0, 0, Duration.ZERO),
            Optional.empty(),
            reason,
            Optional.empty());
    Plan plan = Plan.make("leads", folder.resolve("next.plan"), List.of(), 5, errand -> run);
    return PlanTable.text(plan, new Colours(false));
  }

  @Test
  void whatWouldBeCreatedIsPlannedAndNotDone() {
    assertThat(planned(RunState.DONE, Optional.empty()))
        .startsWith("leads planned: read 2, created 2 in 2.0 s")
        .contains("Nothing of this is written yet.", "oneway apply ");
  }

  @Test
  void whereTheRunFailedThereIsNothingToBeWritten() {
    assertThat(planned(RunState.FAILED, Optional.of("https://crm.example.com is down")))
        .contains("leads failed: read 2", "https://crm.example.com is down")
        .doesNotContain("written", "apply");
  }
}
