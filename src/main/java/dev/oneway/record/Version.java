package dev.oneway.record;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The place of a record in its source's history, the mapping's {@code changedAt}: a point in time
 * or an ever-growing number. Orders the records of one flow; the highest seen is its watermark.
 *
 * @param kind what the number counts
 * @param value nanoseconds since 1970-01-01T00:00:00Z, or the source's own number
 */
public record Version(Kind kind, long value) implements Comparable<Version> {
  /** What a version counts. */
  public enum Kind {
    INSTANT,
    NUMBER
  }

  private static final long NANOS = 1_000_000_000L;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

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

  public static Version of(long number) {
    return new Version(Kind.NUMBER, number);
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws DateTimeException when it is neither a number nor an ISO-8601 instant
   */
  public static Version parse(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return of(Instant.parse(text));
    }
    try {
      return of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new DateTimeException("a number beyond 64 bits can't be a version: " + text, e);
    }
  }

  /** Earlier by the overlap; a number has no overlap and stays as it is. */
  public Version minus(Duration overlap) {
    if (kind == Kind.NUMBER || value < Long.MIN_VALUE + overlap.toNanos()) {
      return this;
    }
    return new Version(kind, value - overlap.toNanos());
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

  /** {@code 2026-01-31T10:15:30.123Z} or the number. */
  @Override
  public String toString() {
    return kind == Kind.INSTANT ? instant().toString() : Long.toString(value);
  }
}
