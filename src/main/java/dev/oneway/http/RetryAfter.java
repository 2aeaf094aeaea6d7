package dev.oneway.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * The header {@code Retry-After} (RFC 9110, 10.2.3): seconds or an HTTP date. Fractions of a second
 * are read too, because Shopify sends {@code 2.0}, and ISO-8601, which Outreach sends.
 */
public final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_DATE_TIME;
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
        .or(() -> iso(text))
        .map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
  }

  /** A point in time as ISO-8601 writes it; without an offset it is in UTC. */
  static Optional<Instant> iso(String text) {
    try {
      TemporalAccessor time = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          time instanceof LocalDateTime local
              ? local.toInstant(ZoneOffset.UTC)
              : OffsetDateTime.from(time).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
