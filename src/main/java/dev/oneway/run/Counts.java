package dev.oneway.run;

import java.util.Map;

/**
 * The books of a run at one moment.
 *
 * @param read records that left the source
 * @param fates how many met each fate; every {@link Fate} has an entry
 */
public record Counts(long read, Map<Fate, Long> fates) {
  public long of(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }

  /** Records that met a fate. */
  public long settled() {
    return fates.values().stream().mapToLong(Long::longValue).sum();
  }

  public boolean balanced() {
    return read == settled();
  }
}
