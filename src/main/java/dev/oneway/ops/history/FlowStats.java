package dev.oneway.ops.history;

import dev.oneway.run.Fate;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a flow's ordinary runs came to in a span of time that ends now.
 *
 * @param done runs that went well
 * @param failed runs that failed
 * @param interrupted runs that were stopped, or whose process died; they have neither gone well nor
 *     failed, for they are begun anew
 * @param busy how long they took together
 * @param read records that left the source
 * @param fates what became of them; every {@link Fate} has an entry
 * @param calls requests they made
 * @param medianMillis how long a run takes, right within 5 %; empty when there was none
 * @param p95Millis what 95 of 100 runs need at most, as near
 */
public record FlowStats(
    String flow,
    long done,
    long failed,
    long interrupted,
    Duration busy,
    long read,
    Map<Fate, Long> fates,
    long calls,
    OptionalLong medianMillis,
    OptionalLong p95Millis) {

  /** The share of runs that went well among those that did or failed; empty when none has. */
  public OptionalDouble successRate() {
    long all = done + failed;
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) done / all);
  }

  /** Records a second while it ran; empty when it hasn't. */
  public OptionalDouble recordsPerSecond() {
    return busy.isZero()
        ? OptionalDouble.empty()
        : OptionalDouble.of(read * 1000.0 / busy.toMillis());
  }
}
