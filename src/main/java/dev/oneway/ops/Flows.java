package dev.oneway.ops;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.run.PausedFlows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The flows of this process, as they are now. Threads share it. */
public interface Flows {
  /** All of the routes folder, or those the process was started for, by name. */
  List<Flow> all();

  /**
   * Whether a flow that is ready has been started, and not been stopped since; one that is paused
   * has been.
   */
  boolean isStarted(String flow);

  /** When its schedule starts it next; empty when nothing of it has one, or it is paused. */
  Optional<Instant> nextRun(String flow);

  /** Since when it begins nothing, because somebody has paused it. */
  Optional<PausedFlows.Pause> pauseOf(String flow);

  /** What is wrong with its file as it is now, when what runs is the last good one. */
  List<Fault> edit(String flow);

  default Optional<Flow> find(String name) {
    return all().stream().filter(flow -> flow.name().equals(name)).findFirst();
  }
}
