package dev.oneway.preview;

import dev.oneway.record.RemovalLimit;

/**
 * More records are gone at a source than a run removes without asking. Immutable.
 *
 * @param gone told by the source, and missing from it
 * @param living how many the ledger holds as living
 */
public record OverLimit(long gone, long living, RemovalLimit limit) {
  boolean isOver() {
    return gone > allowed();
  }

  /** How many a run would remove without asking. */
  public long allowed() {
    return limit.of(living);
  }

  /** A sentence for whoever looks at a plan. */
  public String inWords() {
    return ("%,d of %,d records are gone at the source, more than the limit of %s allows (%,d): a run"
            + " or `oneway apply PLAN` removes none of them before somebody approves.")
        .formatted(gone, living, limit, allowed());
  }
}
