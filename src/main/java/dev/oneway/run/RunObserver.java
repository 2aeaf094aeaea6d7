package dev.oneway.run;

import java.util.List;

/** Told of each run. Threads may share it. */
public interface RunObserver {
  /** Called when the run is open, durably, and nothing of it is done yet. */
  default void opened(Run run) {}

  /**
   * Called when what a destination did with a chunk is durable and counted; it must not throw.
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

  /** Called once, when the run is closed, durably; it must not throw. */
  default void ended(RunSummary summary) {}
}
