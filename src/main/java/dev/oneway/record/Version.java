package dev.oneway.record;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place of a record in its source's history, the mapping's {@code changedAt}: a point in time
 * or an ever-growing number. Orders the records of one flow; the highest seen is its watermark.
 *
 * @param kind what the number counts
 * @param value nanoseconds since 1970-01-01T00:00:00Z, or the source's own number
 * @param spaced whether the source writes its times with a blank and without an offset; says
 *     nothing of their order
 */
public record Version(Kind kind, long value, boolean spaced) implements Comparable<Version> {
  /** What a version counts. */
  public enum Kind {
    INSTANT,
    NUMBER
  }

  private static final long NANOS = 1_000_000_000L;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
  private static final Pattern SPACED = Pattern.compile("[-+]?[0-9]+-[0-9]{2}-[0-9]{2} .*");

  public Version(Kind kind, long value) {
    this(kind, value, false);
  }

  /** Times beyond the years 1677 to 2262 are held at that bound: they stay the oldest or newest. */
  public static Version of(Instant instant) {
    try {
      return new Version(
          Kind.INSTANT,
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), NANOS), (long) instant.getNano()));
    } catch (ArithmeticException e) {
      return new Version(
          Kind.INSTANT, instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
  }

  /** Of a time that was written like {@code 2026-01-31 10:15:30}, and so is given back. */
  public static Version ofSpaced(Instant instant) {
    return new Version(Kind.INSTANT, of(instant).value, true);
  }

  public static Version of(long number) {
    return new Version(Kind.NUMBER, number);
  }

  /**
   * The version a value of a record says: a whole number of 64 bits, or a time with its offset.
   *
   * @return empty when it is neither
   */
  public static Optional<Version> read(Object value) {
    if (value instanceof Long number) {
      return Optional.of(of(number));
    }
    try {
      return value instanceof String text ? Optional.of(ofText(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Version ofText(String text) {
    Instant instant = Instant.from(IsoTime.read(text));
    return IsoTime.isSpaced(text) ? ofSpaced(instant) : of(instant);
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws DateTimeException when it is neither a number nor an ISO-8601 instant
   */
  public static Version parse(String text) {
    if (SPACED.matcher(text).matches()) {
      return ofSpaced(Instant.parse(text.replace(' ', 'T') + "Z"));
    }
    if (!NUMBER.matcher(text).matches()) {
      return of(Instant.parse(text));
    }
    try {
      return of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new DateTimeException("a number beyond 64 bits can't be a version: " + text, e);
    }
  }

  /**
   * Earlier by an overlap: a time by the one, a number by the other.
   *
   * @param numbers at least 0
   */
  public Version minus(Duration time, long numbers) {
    long overlap = kind == Kind.NUMBER ? numbers : time.toNanos();
    return new Version(kind, Math.max(value, Long.MIN_VALUE + overlap) - overlap, spaced);
  }

  public Instant instant() {
    return Instant.ofEpochSecond(Math.floorDiv(value, NANOS), Math.floorMod(value, NANOS));
  }

  @Override
  public int compareTo(Version other) {
    if (kind != other.kind) {
      throw new IllegalArgumentException(
          "a version that is a " + other.kind + " can't be compared with one that is a " + kind);
    }
    return Long.compare(value, other.value);
  }

  public static Version max(Version a, Version b) {
    return a == null || (b != null && b.compareTo(a) > 0) ? b : a;
  }

  /**
   * {@code 2026-01-31T10:15:30.123Z}, {@code 2026-01-31 10:15:30.123} or the number: what a source
   * that writes its times so can compare with them, also as text.
   */
  @Override
  public String toString() {
    if (kind == Kind.NUMBER) {
      return Long.toString(value);
    }
    String text = instant().toString();
    return spaced ? text.substring(0, text.length() - 1).replace('T', ' ') : text;
  }
}
