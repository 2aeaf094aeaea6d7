package dev.oneway.run;

import java.util.List;

/**
 * Told of the runs of the books, from their begin to their end. Each may run on a thread of its
 * own.
 */
public interface RunObserver {
  /** Called when a run has begun, durably; what it throws is only logged. */
  default void opened(Run run) {}

  /**
   * Called when what a destination did with a chunk is durable and counted; as above.
   *
   * @param outcomes one per record of the chunk; never empty
   */
  default void settled(Run run, List<Outcome> outcomes) {}

  /**
   * Called before the run is closed, when no more records will be counted; may still let it fail.
   * Called again when the run couldn't be closed and that is tried anew.
   */
  default void ending(Run run) {}

  /**
   * Called in the transaction that closes the run: what it stores is stored with that, or not at
   * all.
   */
  default void closed(Run run, RunState state) {}

  /**
   * Called in the same transaction with what the history tells of the run from then on; also for a
   * run whose process died, in the transaction that finds it so.
   */
  default void recorded(RunSummary run) {}

  /** Called when that is durable; what it throws is only logged. */
  default void ended(RunSummary run) {}
}
