package dev.oneway.run;

import java.util.List;

/** Learns what the destination did with a chunk, before the chunk is counted. */
@FunctionalInterface
public interface DeliveryListener {
  /** Called inside the state-store transaction that settles the chunk; throwing undoes it. */
  void settled(Run run, List<Outcome> outcomes);
}
