package dev.oneway.run;

import dev.oneway.record.MappedRecord;
import java.time.Duration;
import java.util.Optional;

/** What a destination did with one record of a chunk. */
public sealed interface Outcome {
  MappedRecord record();

  /**
   * The destination holds the record now, or no longer as a living one.
   *
   * @param fate created, updated, deleted or unchanged
   * @param destinationId the destination's own id of it, where it has one beside the key
   */
  record Written(MappedRecord record, Fate fate, Optional<String> destinationId)
      implements Outcome {
    public static Written of(MappedRecord record, Fate fate) {
      return new Written(record, fate, Optional.empty());
    }
  }

  /** The destination refuses this record for its content; trying again unchanged won't help. */
  record Refused(MappedRecord record, String category, Optional<String> field, String reason)
      implements Outcome {
    Rejection rejection() {
      return new Rejection(
          Optional.of(record.key()), record.version(), record.source(), category, field, reason);
    }
  }

  /** It wasn't written, and what the destination holds of it isn't known any better. */
  record Skipped(MappedRecord record) implements Outcome {}

  /**
   * It can't be written now, while others of its chunk can: what it alone needs, such as its
   * tenant's account, is out of order. Nobody's record is at fault; it is to be delivered again.
   *
   * @param reason why not
   * @param pause how long it had better wait
   */
  record Postponed(MappedRecord record, Exception reason, Duration pause) implements Outcome {}

  /**
   * How a run counts it.
   *
   * @throws IllegalStateException when it is postponed: it has met no fate yet
   */
  default Fate fateOf() {
    if (this instanceof Written written) {
      return written.fate();
    }
    if (this instanceof Postponed) {
      throw new IllegalStateException("a postponed record has no fate");
    }
    return this instanceof Skipped ? Fate.SKIPPED : Fate.REJECTED;
  }
}
