package dev.oneway.mapping.model;

import dev.oneway.mapping.value.KnownNames;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a mapping expects of its source. Immutable.
 *
 * @param unknown what becomes of names it doesn't know
 * @param known the names it knows
 * @param onEmpty what becomes of a run that reads nothing
 * @param fresh how old the newest change that arrived may be; any age when empty
 * @param within how long a change may take to arrive; any time when empty
 */
public record Contract(
    Unknown unknown,
    KnownNames known,
    OnEmpty onEmpty,
    Optional<Duration> fresh,
    Optional<Duration> within) {
  /** What becomes of names in the source that the mapping doesn't know. */
  public enum Unknown {
    IGNORE,
    /** They are told, and the record is delivered. */
    WARN,
    /** The record is refused. */
    REJECT
  }

  /** What becomes of a run in which the source gave no record. */
  public enum OnEmpty {
    OK,
    /** It is done, and an alert is raised. */
    WARN,
    /** It has failed, and an alert is raised. */
    FAIL
  }

  public boolean rejects() {
    return unknown == Unknown.REJECT;
  }

  public boolean warns() {
    return unknown == Unknown.WARN;
  }

  /** {@code 30m}, {@code 24h}; empty when any age will do. */
  public Optional<String> freshInWords() {
    return fresh.map(Contract::words);
  }

  /** The same of {@link #within}. */
  public Optional<String> withinInWords() {
    return within.map(Contract::words);
  }

  private static String words(Duration time) {
    return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
