package dev.oneway.ops;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The flows of this process, as they are now. Threads share it. */
public interface Flows {
  /** All of the routes folder, or those the process was started for, by name. */
  List<Flow> all();

  /** Whether a flow that is ready has been started, and not been stopped since. */
  boolean isStarted(String flow);

  /** When its schedule starts it next; empty when nothing of it has one. */
  Optional<Instant> nextRun(String flow);

  /** What is wrong with its file as it is now, when what runs is the last good one. */
  List<Fault> edit(String flow);

  default Optional<Flow> find(String name) {
    return all().stream().filter(flow -> flow.name().equals(name)).findFirst();
  }
}
