package dev.oneway.destination;

import dev.oneway.fault.Fault;
import java.util.List;

/** What a destination said to the question whether it can take records of a shape. */
public sealed interface Inspection {

  /**
   * It looked.
   *
   * @param faults what keeps every record, or every new one, from being written; with the place in
   *     the mapping
   * @param warnings what may keep some records from being written; with the place in the mapping
   */
  record Examined(List<Fault> faults, List<Fault> warnings) implements Inspection {
    public Examined {
      faults = List.copyOf(faults);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It can't be written to as the route names it, whatever the mapping.
   *
   * @param what what is wrong, one sentence ending in a full stop
   * @param remedy how to fix it, ending in a full stop
   */
  record Unusable(String what, String remedy) implements Inspection {}

  /**
   * It couldn't be asked, so nothing is known. That is never a fault: it may be back when the flow
   * runs.
   *
   * @param because why, without a full stop; never a URL or a password
   */
  record Unreachable(String because) implements Inspection {}
}
