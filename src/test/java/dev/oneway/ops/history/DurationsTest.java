package dev.oneway.ops.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 15, 999, 4_321, 86_400_000, 31_536_000_000L})
  void aDurationIsToldWithinFivePercent(long millis) {
    Durations durations = new Durations();
    durations.add(Durations.octaveOf(millis), 1);
    assertThat((double) durations.median().getAsLong())
        .isCloseTo((double) millis, within(Math.max(0.5, millis * 0.05)));
  }

  @Test
  void nothingHasNoMedianAndNoTimeIsAMillisecond() {
    assertThat(new Durations().median()).isEmpty();
    assertThat(new Durations().p95()).isEmpty();
    assertThat(Durations.octaveOf(0)).isZero();
  }

  @Test
  void theSlowestTwentiethIsBeyondP95() {
    Durations durations = new Durations();
    durations.add(Durations.octaveOf(100), 95);
    durations.add(Durations.octaveOf(10_000), 5);
    assertThat(durations.p95().getAsLong()).isLessThan(110);
    durations.add(Durations.octaveOf(10_000), 1);
    assertThat(durations.p95().getAsLong()).isGreaterThan(9_000);
  }
}
