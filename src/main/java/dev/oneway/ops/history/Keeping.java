package dev.oneway.ops.history;

import java.time.Duration;

/**
 * How long what is over stays in the state store.
 *
 * @param runs since they began; the last run of a flow, and the last that went well, stay
 * @param deadLetters since they were delivered or discarded; those that wait stay; and pages of
 *     plans and comparisons, which hold values of fields as well
 * @param alerts since they ended; those that last stay
 * @param audit since something was pressed
 * @param sums what runs came to by the hour
 */
public record Keeping(
    Duration runs, Duration deadLetters, Duration alerts, Duration audit, Duration sums) {
  /** Enough to compare with the same day last year by sums, and to look into the last quarter. */
  public static final Keeping DEFAULT =
      new Keeping(
          Duration.ofDays(90),
          Duration.ofDays(30),
          Duration.ofDays(90),
          Duration.ofDays(365),
          Duration.ofDays(400));
}
