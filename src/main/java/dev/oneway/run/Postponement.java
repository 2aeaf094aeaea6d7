package dev.oneway.run;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What of a chunk is to be delivered again later, while the rest of it is done: told to who
 * delivers the chunk, so that the source records wait where they came from. Used by one thread.
 */
public final class Postponement {
  /**
   * Exchange property with the one of the chunk that is on its way; none where records are read.
   */
  static final String PROPERTY = "onewayPostponement";

  private final IdentityHashMap<Object, Duration> pauses = new IdentityHashMap<>();
  private Exception reason;

  void add(List<Outcome.Postponed> postponed) {
    for (Outcome.Postponed one : postponed) {
      pauses.put(one.record().source(), one.pause());
      reason = one.reason();
    }
  }

  /**
   * How long a record had better wait; empty when it isn't postponed.
   *
   * @param source the very one that was mapped
   */
  public Optional<Duration> pauseOf(Object source) {
    return Optional.ofNullable(pauses.get(source));
  }

  /** How many records are postponed. */
  public int size() {
    return pauses.size();
  }

  /** Why; null when nothing is postponed. */
  public Exception reason() {
    return reason;
  }
}
