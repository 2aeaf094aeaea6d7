package dev.oneway.ops;

/** What operators may do with the flows of this process. Threads share it. */
public interface FlowActions {
  /**
   * Starts a flow now instead of at its next time.
   *
   * @return false when it has no schedule to be started out of turn
   */
  boolean fire(String flow);

  /**
   * Lets what a run found gone be removed by the flow's next run.
   *
   * @return how many records; 0 when none of that run waits
   */
  long approve(String flow, String run);

  /**
   * Keeps what a run found gone.
   *
   * @return how many records; 0 when none of that run waits
   */
  long reject(String flow, String run);
}
