package dev.oneway.flow;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One flow as its file tells it.
 *
 * @param name the file's name without its ending; also the route's id and the run history's name
 * @param schedule when it starts, in words; empty when it isn't known
 */
public record Flow(String name, Path file, Optional<String> schedule, FlowState state) {
  public boolean isReady() {
    return state instanceof FlowState.Ready;
  }
}
