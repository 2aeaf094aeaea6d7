package dev.oneway.ops.history;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How long runs took, counted by eighths of octaves: what is told of them is right within 5 %, with
 * a few numbers for any number of runs. Belongs to one thread.
 */
final class Durations {
  private static final int PARTS = 8;
  private static final double MEDIAN = 0.5;
  private static final double P95 = 0.95;

  private final Map<Long, Long> runs = new TreeMap<>();

  /** Which part of which octave a duration belongs to. */
  static long octaveOf(long millis) {
    return Math.round(Math.log((double) Math.max(1, millis)) / Math.log(2) * PARTS);
  }

  void add(long octave, long count) {
    runs.merge(octave, count, Long::sum);
  }

  /** Milliseconds; empty when there was no run. */
  OptionalLong median() {
    return quantile(MEDIAN);
  }

  /** Milliseconds that 95 of 100 runs needed at most; empty when there was no run. */
  OptionalLong p95() {
    return quantile(P95);
  }

  private OptionalLong quantile(double share) {
    long all = runs.values().stream().mapToLong(Long::longValue).sum();
    long seen = 0;
    for (Map.Entry<Long, Long> octave : runs.entrySet()) {
      seen += octave.getValue();
      if (seen >= share * all) {
        return OptionalLong.of(Math.round(Math.pow(2, (double) octave.getKey() / PARTS)));
      }
    }
    return OptionalLong.empty();
  }
}
