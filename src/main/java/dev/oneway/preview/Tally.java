package dev.oneway.preview;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many records are of each sort, and some of each to show. Bounded memory; used by the threads
 * of one run.
 */
public final class Tally<S extends Enum<S>> {
  private final Map<S, Long> counts;
  private final Map<S, List<PlannedRecord>> samples;
  private final int most;

  /**
   * @param most how many of each sort are kept to be shown
   */
  Tally(Class<S> sorts, int most) {
    this.counts = new EnumMap<>(sorts);
    this.samples = new EnumMap<>(sorts);
    this.most = most;
  }

  synchronized void add(S sort, PlannedRecord record) {
    counts.merge(sort, 1L, Long::sum);
    List<PlannedRecord> some = samples.computeIfAbsent(sort, unseen -> new ArrayList<>());
    if (some.size() < most) {
      some.add(record);
    }
  }

  synchronized void add(S sort, long number) {
    counts.merge(sort, number, Long::sum);
  }

  public synchronized long of(S sort) {
    return counts.getOrDefault(sort, 0L);
  }

  /** Those kept, by their sort, in the order they came. */
  public synchronized Map<S, List<PlannedRecord>> samples() {
    Map<S, List<PlannedRecord>> all = new LinkedHashMap<>();
    samples.forEach((sort, some) -> all.put(sort, List.copyOf(some)));
    return all;
  }
}
