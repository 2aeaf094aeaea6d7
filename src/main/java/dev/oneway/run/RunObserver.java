package dev.oneway.run;

/** Told of each run that ends. Threads may share it. */
public interface RunObserver {
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
}
