package dev.oneway.http;

import dev.oneway.run.FailureCategory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Reads from an answer's head how long the server wants to hear nothing from us. On a refusal that
 * is {@code Retry-After}, else when the quota is renewed. On any other answer it is what prevents
 * the refusal: the quota is used up.
 *
 * <ul>
 *   <li>{@code RateLimit: "default";r=0;t=30} and {@code RateLimit: limit=5, remaining=0, reset=30}
 *       (draft-ietf-httpapi-ratelimit-headers-10 and -07)
 *   <li>{@code [X-]RateLimit-Remaining}, {@code X-Rate-Limit-Remaining} with {@code -Reset}:
 *       seconds, or the second or millisecond since 1970, told apart by their size, or an ISO-8601
 *       time (older drafts, Zendesk, ServiceNow, GitHub, Outreach)
 *   <li>{@code X-HubSpot-RateLimit-Remaining} with {@code -Interval-Milliseconds}: that window
 *       rolls, so room comes back bit by bit, and a tenth of it is waited for. HubSpot no longer
 *       enforces what {@code -Secondly-Remaining} tells.
 *   <li>{@code X-Shopify-Shop-Api-Call-Limit: 39/40}: a bucket that leaks a twentieth of its size
 *       per second; kept below full by two.
 * </ul>
 *
 * {@code Sforce-Limit-Info} tells how much of a day is used, which no pause mends; Salesforce says
 * {@code REQUEST_LIMIT_EXCEEDED} when it is too much.
 */
final class RateHeaders {
  private static final List<String> REMAINING =
      List.of("RateLimit-Remaining", "X-RateLimit-Remaining", "X-Rate-Limit-Remaining");
  private static final List<String> RESET =
      List.of("RateLimit-Reset", "X-RateLimit-Reset", "X-Rate-Limit-Reset");
  private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,15}(?:\\.\\d{1,9})?)\\b.*");
  private static final Pattern STRUCTURED =
      Pattern.compile("\\b(?:r|remaining)=(\\d{1,15})[^=]*\\b(?:t|reset)=(\\d{1,9})");
  private static final Pattern BUCKET = Pattern.compile("\\s*(\\d{1,9})/(\\d{1,9})\\s*");

  private static final BigDecimal EPOCH_SECONDS = BigDecimal.valueOf(100_000_000L);
  private static final BigDecimal EPOCH_MILLIS = BigDecimal.valueOf(100_000_000_000L);
  private static final int MILLIS_DIGITS = 3;
  private static final int NANO_DIGITS = 9;
  private static final int INTERVAL_SHARE = 10;
  private static final int BUCKET_SECONDS = 20;
  private static final int BUCKET_RESERVE = 2;

  private RateHeaders() {}

  /** Empty when the server wants no pause, or doesn't say how long. */
  static Optional<Duration> pause(Answer answer, Instant now) {
    FailureCategory category = FailureTable.PLAIN.category(answer);
    if (category == FailureCategory.RATE_LIMITED || category == FailureCategory.UNAVAILABLE) {
      Optional<Duration> asked = RetryAfter.parse(answer.header(HttpHeaders.RETRY_AFTER), now);
      if (asked.isPresent() || category == FailureCategory.UNAVAILABLE) {
        return asked;
      }
    }
    return Stream.of(structured(answer), quota(answer, now), hubSpot(answer), shopify(answer))
        .flatMap(Optional::stream)
        .max(Duration::compareTo);
  }

  /** Whether the answer says that nothing is left of a quota. */
  static boolean usedUp(Answer answer) {
    return first(answer, REMAINING).filter(left -> left.signum() == 0).isPresent();
  }

  private static Optional<Duration> structured(Answer answer) {
    return answer.headers("RateLimit").stream()
        .flatMap(line -> STRUCTURED.matcher(line).results())
        .filter(quota -> Long.parseLong(quota.group(1)) == 0)
        .map(quota -> Duration.ofSeconds(Long.parseLong(quota.group(2))))
        .max(Duration::compareTo);
  }

  private static Optional<Duration> quota(Answer answer, Instant now) {
    return usedUp(answer)
        ? RESET.stream().flatMap(name -> until(answer, name, now).stream()).findFirst()
        : Optional.empty();
  }

  private static Optional<Duration> until(Answer answer, String name, Instant now) {
    return Optional.ofNullable(answer.header(name))
        .flatMap(RetryAfter::iso)
        .map(end -> end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO)
        .or(() -> number(answer, name).map(reset -> until(reset, now)));
  }

  private static Duration until(BigDecimal reset, Instant now) {
    if (reset.compareTo(EPOCH_SECONDS) < 0) {
      return Duration.ofNanos(reset.movePointRight(NANO_DIGITS).longValue());
    }
    BigDecimal seconds =
        reset.compareTo(EPOCH_MILLIS) < 0 ? reset : reset.movePointLeft(MILLIS_DIGITS);
    Instant end = Instant.ofEpochMilli(seconds.movePointRight(MILLIS_DIGITS).longValue());
    return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
  }

  private static Optional<Duration> hubSpot(Answer answer) {
    return number(answer, "X-HubSpot-RateLimit-Remaining")
        .filter(left -> left.signum() == 0)
        .flatMap(left -> number(answer, "X-HubSpot-RateLimit-Interval-Milliseconds"))
        .map(interval -> Duration.ofMillis(interval.longValue()).dividedBy(INTERVAL_SHARE));
  }

  private static Optional<Duration> shopify(Answer answer) {
    String header = answer.header("X-Shopify-Shop-Api-Call-Limit");
    Matcher bucket = BUCKET.matcher(header == null ? "" : header);
    if (!bucket.matches()) {
      return Optional.empty();
    }
    long size = Long.parseLong(bucket.group(2));
    long over = Long.parseLong(bucket.group(1)) + BUCKET_RESERVE - size;
    return over <= 0 || size == 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(over * BUCKET_SECONDS).dividedBy(size));
  }

  private static Optional<BigDecimal> first(Answer answer, List<String> names) {
    return names.stream().flatMap(name -> number(answer, name).stream()).findFirst();
  }

  /** The number a header begins with. */
  private static Optional<BigDecimal> number(Answer answer, String name) {
    String header = answer.header(name);
    Matcher number = NUMBER.matcher(header == null ? "" : header);
    return number.matches() ? Optional.of(new BigDecimal(number.group(1))) : Optional.empty();
  }
}
