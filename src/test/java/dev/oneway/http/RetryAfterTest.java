package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 3000", "2.0, 2000", "0.25, 250", "' 120 ', 120000"})
  void secondsAreReadWithFractionsToo(String header, long millis) {
    assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sat, 31 Jan 2026 10:00:30 GMT", "Saturday, 31-Jan-26 10:00:30 GMT"})
  void bothKindsOfHttpDatesAreRead(String header) {
    assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-01-31T10:00:30", "2026-01-31T10:00:30.0Z", "2026-01-31T11:00:30+01:00"})
  void soIsIsoTime(String header) {
    assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofSeconds(30));
  }

  @Test
  void aDateThatHasPassedMeansNow() {
    assertThat(RetryAfter.parse("Sat, 31 Jan 2026 09:00:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "soon", "-5", "1e9", "99999999999999"})
  void whatSaysNothingIsNoAnswer(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }
}
