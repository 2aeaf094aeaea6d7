package dev.oneway.cli.live;

import dev.oneway.run.Counts;
import dev.oneway.run.Fate;
import dev.oneway.run.Run;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The books of all runs of one flow, and how much arrived when. Threads may share it. */
final class Tally {
  static final int BUCKETS = 10;
  private static final Duration BUCKET = Duration.ofSeconds(6);

  /** Two whole buckets, so that a flow that runs once in a bucket has a steady rate. */
  private static final int LATELY = 2;

  private static final Set<Fate> ARRIVED =
      Set.of(Fate.CREATED, Fate.UPDATED, Fate.DELETED, Fate.QUEUED);

  private final String flow;
  private final String way;
  private final Map<String, Counts> running = new HashMap<>();
  private final Map<Long, Long> arrivals = new HashMap<>();
  private Counts ended = new Counts(0, Map.of());
  private long arrived;
  private long read;
  private Optional<RunState> state = Optional.empty();
  private Optional<Instant> last = Optional.empty();
  private String newest = "";

  Tally(String flow, String way) {
    this.flow = flow;
    this.way = way;
  }

  synchronized void arrived(String words) {
    newest = words;
  }

  synchronized void ended(RunSummary run) {
    running.remove(run.id());
    ended = sum(ended, run.counts());
    state = Optional.of(run.state());
    last = run.endedAt();
  }

  /**
   * How it stands.
   *
   * @param openRuns of all flows; one that isn't among them any longer counts until it has ended
   */
  synchronized FlowSight look(Supplier<List<Run>> openRuns, Instant now) {
    // Asked for inside: of a run that has ended meanwhile, nobody could tell that it had.
    openRuns.get().stream()
        .filter(run -> run.flow().equals(flow))
        .forEach(run -> running.put(run.id(), run.counts()));
    Counts all = running.values().stream().reduce(ended, Tally::sum);
    long bucket = now.toEpochMilli() / BUCKET.toMillis();
    long before = arrived;
    arrived = ARRIVED.stream().mapToLong(all::of).sum();
    last = all.read() > read ? Optional.of(now) : last;
    read = all.read();
    arrivals.merge(bucket, arrived - before, Long::sum);
    arrivals.keySet().removeIf(old -> old <= bucket - BUCKETS);
    return new FlowSight(
        flow,
        way,
        running.isEmpty() ? state : Optional.of(RunState.RUNNING),
        all,
        lately(bucket),
        history(bucket),
        last,
        newest);
  }

  private double lately(long bucket) {
    long count = 0;
    for (long at = bucket - LATELY; at < bucket; at++) {
      count += arrivals.getOrDefault(at, 0L);
    }
    return (double) count / (LATELY * BUCKET.toSeconds());
  }

  private List<Long> history(long bucket) {
    List<Long> history = new ArrayList<>();
    for (long at = bucket - BUCKETS + 1; at <= bucket; at++) {
      history.add(arrivals.getOrDefault(at, 0L));
    }
    return history;
  }

  private static Counts sum(Counts one, Counts other) {
    Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    for (Fate fate : Fate.values()) {
      fates.put(fate, one.of(fate) + other.of(fate));
    }
    return new Counts(one.read() + other.read(), fates);
  }
}
