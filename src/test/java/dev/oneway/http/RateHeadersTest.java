package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateHeadersTest {
  private static java.util.Optional<Duration> pause(int status, String headers) {
    String[] lines = headers.isEmpty() ? new String[0] : headers.split("\\s*\\|\\s*", -1);
    return RateHeaders.pause(Answers.of(status, lines), FakeTime.START);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "Retry-After: 7 > 7000",
        "Retry-After: 2.0 | X-Shopify-Shop-Api-Call-Limit: 40/40 > 2000",
        "Retry-After: Sat, 31 Jan 2026 10:00:30 GMT > 30000",
        "retry-after: 41 | X-Rate-Limit-Remaining: 0 | ratelimit-reset: 12 > 41000",
        "X-Rate-Limit: 700 | X-Rate-Limit-Remaining: 0 | ratelimit-reset: 41 > 41000",
      })
  void aRefusalSaysHowLongToWait(String headers, long millis) {
    assertThat(pause(429, headers)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "RateLimit-Limit: 10 | RateLimit-Remaining: 0 | RateLimit-Reset: 5 > 5000",
        "X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 30 > 30000",
        "X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1769853660 > 60000",
        "X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1769853660500 > 60500",
        "X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1700000000 > 0",
        "X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 2026-01-31T10:01:00.0Z > 60000",
        "RateLimit-Policy: \"burst\";q=100;w=60 | RateLimit: \"burst\";r=0;t=44, \"day\";r=9;t=9999 > 44000",
        "RateLimit: limit=10, remaining=0, reset=3 > 3000",
        "X-HubSpot-RateLimit-Remaining: 0 | X-HubSpot-RateLimit-Interval-Milliseconds: 10000 > 1000",
        "X-Shopify-Shop-Api-Call-Limit: 39/40 > 500",
        "X-Shopify-Shop-Api-Call-Limit: 40/40 > 1000",
        "X-Shopify-Shop-Api-Call-Limit: 80/80 > 500",
      })
  void aQuotaThatIsUsedUpIsWaitedForBeforeTheRefusal(String headers, long millis) {
    assertThat(pause(200, headers)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "RateLimit-Remaining: 1 | RateLimit-Reset: 5",
        "X-RateLimit-Remaining: 0",
        "X-RateLimit-Remaining: soon | X-RateLimit-Reset: 5",
        "RateLimit: \"default\";r=50;t=30",
        "RateLimit: nonsense",
        "X-HubSpot-RateLimit-Remaining: 7 | X-HubSpot-RateLimit-Interval-Milliseconds: 10000",
        "X-HubSpot-RateLimit-Secondly-Remaining: 0 | X-HubSpot-RateLimit-Interval-Milliseconds: 10000",
        "X-Shopify-Shop-Api-Call-Limit: 38/40",
        "X-Shopify-Shop-Api-Call-Limit: 0/0",
        "Sforce-Limit-Info: api-usage=14999/15000",
        "Retry-After: 7",
      })
  void whatLeavesRoomIsNoPause(String headers) {
    assertThat(pause(200, headers)).isEmpty();
  }

  @Test
  void aServerThatIsOutOfOrderIsHeardOnlyWhenItNamesATime() {
    assertThat(pause(503, "Retry-After: 120")).contains(Duration.ofMinutes(2));
    assertThat(pause(503, "X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 30")).isEmpty();
  }
}
