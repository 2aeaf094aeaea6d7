package dev.oneway.flow;

import dev.oneway.fault.Fault;
import java.util.List;

/** Whether a flow can run, and if not, what is missing. */
public sealed interface FlowState {

  /** It runs, or would run. */
  record Ready() implements FlowState {}

  /** Its files are right; it waits for these settings. */
  record NotConfigured(List<String> settings) implements FlowState {}

  /** Its files are wrong; it doesn't run until they are mended. */
  record Broken(List<Fault> faults) implements FlowState {}

  /** The word people read in tables and programs read in JSON. */
  default String word() {
    if (this instanceof Ready) {
      return "ready";
    }
    return this instanceof Broken ? "broken" : "not configured";
  }
}
