package dev.oneway.app;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import java.util.List;

/**
 * A flow as it is in use, whatever its file holds by now.
 *
 * @param edit what is wrong with its file as it is now, when that isn't what is in use; none when
 *     the two are the same
 */
public record FlowInUse(Flow flow, List<Fault> edit) {
  public FlowInUse {
    edit = List.copyOf(edit);
  }
}
