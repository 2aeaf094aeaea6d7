package dev.oneway.http.paging;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a window's start is written, and so how precisely times are told apart. */
public enum WindowFormat {
  /** {@code 2026-01-31T10:15:30.123Z}. */
  ISO("iso", ChronoUnit.NANOS),
  /** Milliseconds since 1970. */
  MILLIS("millis", ChronoUnit.MILLIS),
  /** Seconds since 1970. */
  SECONDS("seconds", ChronoUnit.SECONDS),
  /** {@code 2026-01-31 10:15:30} in UTC. */
  DATE_TIME("dateTime", ChronoUnit.SECONDS);

  private static final DateTimeFormatter SPACED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** ISO-8601 with a T or a blank, the offset with or without a colon, or left out. */
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern DIGITS = Pattern.compile("-?\\d{1,18}");

  private final String word;
  private final ChronoUnit unit;

  WindowFormat(String word, ChronoUnit unit) {
    this.word = word;
    this.unit = unit;
  }

  public static Optional<WindowFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(format -> format.word).toList();
  }

  String write(Instant time) {
    return switch (this) {
      case ISO -> time.toString();
      case MILLIS -> Long.toString(time.toEpochMilli());
      case SECONDS -> Long.toString(time.getEpochSecond());
      case DATE_TIME -> SPACED.format(time);
    };
  }

  /** As precisely as it is written, rounded down. */
  Instant rounded(Instant time) {
    return time.truncatedTo(unit);
  }

  /**
   * A record's time, rounded down: ISO-8601, in UTC when it has no offset, or the number of
   * milliseconds or seconds since 1970.
   *
   * @return empty when the value is no time
   */
  Optional<Instant> read(Object value) {
    String text = String.valueOf(value);
    try {
      Instant time = DIGITS.matcher(text).matches() ? counted(Long.parseLong(text)) : written(text);
      return Optional.of(rounded(time));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Instant counted(long number) {
    return switch (this) {
      case MILLIS -> Instant.ofEpochMilli(number);
      case SECONDS -> Instant.ofEpochSecond(number);
      case ISO, DATE_TIME -> throw new DateTimeException("a number is no time here");
    };
  }

  private static Instant written(String text) {
    TemporalAccessor time = READ.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime fixed
        ? fixed.toInstant()
        : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
  }
}
