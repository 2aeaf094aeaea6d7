package dev.oneway.cli.live;

import dev.oneway.flow.FlowWay;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Run;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunSummary;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What arrives where, as the runs of some flows tell it; other flows are left out. Holds no more
 * than the newest arrivals, however long it looks on. Threads may share it.
 */
final class Board implements RunObserver {
  private static final Set<Fate> ARRIVED = Set.of(Fate.CREATED, Fate.UPDATED, Fate.DELETED);
  private static final int NEWEST = 50;

  /**
   * A record a destination holds now, or no longer.
   *
   * @param what became of it
   * @param where the destination in words
   * @param name what people would call the record
   */
  record Arrival(Instant at, String flow, Fate what, String where, String name) {}

  private final Map<String, FlowWay> ways;
  private final Supplier<List<Run>> openRuns;
  private final InstantSource clock;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Deque<Arrival> newest = new ArrayDeque<>();

  /**
   * @param flows in the order in which they are shown
   * @param openRuns asked for at each look
   */
  Board(
      List<String> flows,
      Map<String, FlowWay> ways,
      Supplier<List<Run>> openRuns,
      InstantSource clock) {
    this.ways = ways;
    this.openRuns = openRuns;
    this.clock = clock;
    flows.forEach(flow -> tallies.put(flow, new Tally(flow, wayOf(flow).toString())));
  }

  private FlowWay wayOf(String flow) {
    return ways.getOrDefault(flow, new FlowWay("", ""));
  }

  @Override
  public void settled(Run run, List<Outcome> outcomes) {
    Tally tally = tallies.get(run.flow());
    List<Outcome> arrived =
        outcomes.stream().filter(outcome -> ARRIVED.contains(outcome.fateOf())).toList();
    if (tally == null || arrived.isEmpty()) {
      return;
    }
    Outcome last = arrived.get(arrived.size() - 1);
    String name = RecordName.of(last.record());
    tally.arrived(name);
    String where = wayOf(run.flow()).to();
    add(new Arrival(clock.instant(), run.flow(), last.fateOf(), where, name));
  }

  private void add(Arrival arrival) {
    synchronized (newest) {
      newest.addFirst(arrival);
      if (newest.size() > NEWEST) {
        newest.removeLast();
      }
    }
  }

  @Override
  public void ended(RunSummary summary) {
    Tally tally = tallies.get(summary.flow());
    if (tally != null) {
      tally.ended(summary);
    }
  }

  /** How all flows stand now. Looked at regularly, it knows how much arrives a second. */
  List<FlowSight> look() {
    Instant now = clock.instant();
    return tallies.values().stream().map(tally -> tally.look(openRuns, now)).toList();
  }

  /** What arrived last, newest first: the last record of each chunk. */
  List<Arrival> newest() {
    synchronized (newest) {
      return List.copyOf(newest);
    }
  }
}
