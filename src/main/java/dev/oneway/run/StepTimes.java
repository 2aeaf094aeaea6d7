package dev.oneway.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long the steps of a run take, in the order in which they were taken first. Told of each chunk
 * and of no record. Threads may share it.
 */
public final class StepTimes {
  private record Sum(long nanos, long chunks) {
    Sum plus(Sum more) {
      return new Sum(nanos + more.nanos, chunks + more.chunks);
    }
  }

  private final Map<Step, Sum> sums = new LinkedHashMap<>();
  private Step source = Step.SOURCE;
  private volatile StepWitness witness = (step, nanos, failure) -> {};

  /** From now on tells of each chunk. */
  public void tell(StepWitness teller) {
    witness = teller;
  }

  /**
   * @param chunks that it took or gave in this time
   * @param failure why it couldn't
   */
  void took(Step step, long nanos, long chunks, Optional<Throwable> failure) {
    add(step, nanos, chunks);
    if (chunks > 0 || failure.isPresent()) {
      witness.took(step, nanos, failure);
    }
  }

  private synchronized void add(Step step, long nanos, long chunks) {
    sums.merge(step, new Sum(nanos, chunks), Sum::plus);
    if (step.kind() == StepKind.SOURCE) {
      source = step;
    }
  }

  private synchronized Step source() {
    return source;
  }

  /** Time the source took to read what it hands out while the chunks are on their way. */
  void read(long nanos, long chunks) {
    took(source(), nanos, chunks, Optional.empty());
  }

  /** As it stands. */
  public synchronized List<StepTime> list() {
    return sums.entrySet().stream()
        .map(
            sum ->
                new StepTime(
                    sum.getKey(),
                    Duration.ofNanos(sum.getValue().nanos()),
                    sum.getValue().chunks()))
        .toList();
  }
}
