package dev.oneway.mapping;

import dev.oneway.fault.Fault;
import java.util.List;

/**
 * Says what else is wrong with an edited mapping that compiles, before runs use it; added by {@link
 * MappingComponent#addCheck}. Called on the thread that watches all mappings, so it must come to an
 * end soon.
 */
@FunctionalInterface
public interface MappingCheck {
  /**
   * The faults that keep the last good one in use; empty when there are none. A refused mapping is
   * checked again every 10 seconds, as the fault may lie elsewhere, e.g. in a table.
   *
   * @param name the mapping as routes name it, e.g. {@code order} of {@code mapping:order}
   */
  List<Fault> faultsOf(String name, Mapping candidate);
}
