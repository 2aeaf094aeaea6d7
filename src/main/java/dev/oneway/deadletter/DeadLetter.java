package dev.oneway.deadletter;

import dev.oneway.record.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A record that a mapping or a destination refused.
 *
 * @param identity the key, or {@code sha256:} and a digest of the source record where it has none
 * @param version its changedAt, when it could be read
 * @param source the record as it was read
 * @param category one word for grouping, see {@link dev.oneway.run.Rejection}
 * @param field the destination field it is about, when one is known
 * @param attempts how often it was refused
 * @param firstAt when it was refused first
 * @param lastAt when it was refused last
 * @param runId the run that refused it last
 */
public record DeadLetter(
    String id,
    String flow,
    String identity,
    Optional<String> key,
    Optional<Version> version,
    Map<String, Object> source,
    String category,
    Optional<String> field,
    String reason,
    long attempts,
    Instant firstAt,
    Instant lastAt,
    String runId,
    State state) {

  /** What has become of it. */
  public enum State {
    WAITING,
    /** The destination holds this version of the record, or a newer one. */
    DELIVERED,
    /** Somebody decided that it needn't be delivered. */
    DISCARDED;

    /** The word people read in tables and programs read in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which letter it is; never what it says, which may be personal data. */
  @Override
  public String toString() {
    return "dead letter " + id + " of " + flow + " (" + category + ", " + state.word() + ")";
  }
}
