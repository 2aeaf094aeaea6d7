package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingWindowTest {
  private final Random random = new Random(11);

  /** When requests left that were sent as fast as allowed, with pauses in between. */
  private List<Instant> departures(SlidingWindow window, int requests, Duration idleAtMost) {
    List<Instant> left = new ArrayList<>();
    Instant now = FakeTime.START;
    while (left.size() < requests) {
      if (random.nextInt(50) == 0 && !idleAtMost.isZero()) {
        now = now.plusNanos(random.nextLong(idleAtMost.toNanos()));
      }
      now = now.plusNanos(random.nextInt(1000)).plus(window.wait(now));
      assertThat(window.wait(now)).isZero();
      window.sent(now);
      left.add(now);
    }
    return left;
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "5, 1000", "100, 10000", "1024, 60000", "1025, 60000", "2500, 60000"})
  void noStretchOfTimeHoldsMoreThanAllowed(int requests, long millis) {
    Duration length = Duration.ofMillis(millis);
    SlidingWindow window = new SlidingWindow(new HttpLimits.Rate(requests, length));
    List<Instant> left = departures(window, requests * 8, length.multipliedBy(2));
    for (int i = requests; i < left.size(); i++) {
      assertThat(Duration.between(left.get(i - requests), left.get(i))).isGreaterThan(length);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "5, 1000", "100, 10000", "1025, 60000", "250000, 86400000"})
  void aBusySenderUsesNearlyAllOfWhatIsAllowed(int requests, long millis) {
    Duration length = Duration.ofMillis(millis);
    SlidingWindow window = new SlidingWindow(new HttpLimits.Rate(requests, length));
    Instant end = FakeTime.START.plus(length.multipliedBy(20));
    long left = 0;
    Instant now = FakeTime.START;
    while (now.isBefore(end)) {
      window.sent(now);
      left++;
      now = now.plus(window.wait(now));
    }
    assertThat(left / (20.0 * requests)).isBetween(0.98, 1.0);
  }

  @Test
  void afterIdlenessAllOfThemMayLeaveAtOnce() {
    SlidingWindow window = new SlidingWindow(new HttpLimits.Rate(5, Duration.ofSeconds(1)));
    Instant first = FakeTime.START;
    Instant later = first.plusSeconds(60);
    for (Instant now : List.of(first, later)) {
      for (int i = 0; i < 5; i++) {
        assertThat(window.wait(now)).isZero();
        window.sent(now);
      }
      assertThat(window.wait(now)).isEqualTo(Duration.ofMillis(1010));
    }
  }
}
