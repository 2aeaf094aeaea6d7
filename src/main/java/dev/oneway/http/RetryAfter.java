package dev.oneway.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * The header {@code Retry-After} (RFC 9110, 10.2.3): seconds or an HTTP date. Fractions of a second
 * are read too, because Shopify sends {@code 2.0}.
 */
public final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final double NANOS = 1e9;

  private RetryAfter() {}

  /**
   * @param header the header's value; null when the answer has none
   * @return how long to wait, never negative; empty when the header says nothing one can use
   */
  public static Optional<Duration> parse(String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    String text = header.strip();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofNanos((long) (Double.parseDouble(text) * NANOS)));
    }
    return Optional.ofNullable(DateUtils.parseStandardDate(text))
        .map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
  }
}
