package dev.oneway.flow;

import dev.oneway.fault.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One flow as its file tells it.
 *
 * @param name the file's name without its ending; also the route's id and the run history's name
 * @param schedule when it starts, in words; empty when it isn't known
 * @param notes what doesn't keep it from running and is better known: records its destination may
 *     refuse, and what couldn't be checked
 */
public record Flow(
    String name, Path file, Optional<String> schedule, FlowState state, List<Fault> notes) {
  public Flow {
    notes = List.copyOf(notes);
  }

  public boolean isReady() {
    return state instanceof FlowState.Ready;
  }

  /** The same with more to be known of it. */
  public Flow with(List<Fault> moreNotes) {
    return new Flow(
        name, file, schedule, state, Stream.concat(notes.stream(), moreNotes.stream()).toList());
  }
}
