package dev.oneway.ops.api;

import dev.oneway.fault.Nearest;
import dev.oneway.flow.Flow;
import dev.oneway.ops.Flows;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.RefusedCallException;

/** The flow that stands in a path for {@code :flow}. */
final class NamedFlow {
  private NamedFlow() {}

  /**
   * @throws RefusedCallException when there is none of that name
   */
  static Flow of(Call call, Flows flows) {
    return of(call.path("flow"), flows);
  }

  /**
   * @throws RefusedCallException when there is none of that name
   */
  static Flow of(String name, Flows flows) {
    return flows
        .find(name)
        .orElseThrow(
            () ->
                RefusedCallException.notFound(
                    "There is no such flow. "
                        + Nearest.didYouMean(name, flows.all().stream().map(Flow::name).toList())));
  }
}
