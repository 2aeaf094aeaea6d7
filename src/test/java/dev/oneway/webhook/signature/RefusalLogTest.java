package dev.oneway.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.http.FakeTime;
import dev.oneway.testing.LogLines;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
  @Test
  void theFirstIsToldAtOnceAndTheOthersWithTheNextOneAMinuteLater() {
    FakeTime time = new FakeTime();
    RefusalLog refusals = new RefusalLog("signature:slack", time);
    try (LogLines log = new LogLines("dev.oneway.webhook")) {
      refusals.add("a.");
      refusals.add("b.");
      time.pass(Duration.ofSeconds(59));
      refusals.add("c.");
      assertThat(log.next()).containsExactly("WARN signature:slack refused a request: a.");
      time.pass(Duration.ofSeconds(1));
      refusals.add("d.");
      assertThat(log.next())
          .containsExactly(
              "WARN signature:slack refused 3 requests since the last such line, the last one: d.");
      time.pass(Duration.ofMinutes(1));
      refusals.add("e.");
      assertThat(log.next()).containsExactly("WARN signature:slack refused a request: e.");
    }
  }
}
