package dev.oneway.cli;

import dev.oneway.ops.history.FlowStats;
import dev.oneway.ops.history.History;
import dev.oneway.run.Fate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What flows came to, for people. */
final class StatsTable {
  private static final double HUNDRED = 100;

  private StatsTable() {}

  /**
   * @param deadLetters how many wait, by flow
   */
  static String text(List<History.Recent> flows, Map<String, Long> deadLetters) {
    Table table =
        new Table(
            "FLOW",
            "SUCCESS 24 H",
            "7 D",
            "RUNS",
            "FAILED",
            "READ",
            "CREATED",
            "UPDATED",
            "DELETED",
            "UNCHANGED",
            "REJECTED",
            "MEDIAN MS",
            "P95 MS",
            "RECORDS/S",
            "DEAD LETTERS");
    for (History.Recent recent : flows) {
      Optional<FlowStats> week = recent.week();
      table.row(
          recent.flow(),
          percent(recent.day().map(FlowStats::successRate)),
          percent(week.map(FlowStats::successRate)),
          week.map(stats -> stats.done() + stats.failed() + stats.interrupted()).orElse(0L),
          week.map(FlowStats::failed).orElse(0L),
          week.map(FlowStats::read).orElse(0L),
          of(week, Fate.CREATED),
          of(week, Fate.UPDATED),
          of(week, Fate.DELETED),
          of(week, Fate.UNCHANGED),
          of(week, Fate.REJECTED),
          number(week.map(FlowStats::medianMillis)),
          number(week.map(FlowStats::p95Millis)),
          week.map(FlowStats::recordsPerSecond)
              .filter(OptionalDouble::isPresent)
              .map(rate -> "%,.0f".formatted(rate.getAsDouble()))
              .orElse("—"),
          deadLetters.getOrDefault(recent.flow(), 0L));
    }
    return table.toString();
  }

  private static long of(Optional<FlowStats> stats, Fate fate) {
    return stats.map(it -> it.fates().get(fate)).orElse(0L);
  }

  private static String percent(Optional<OptionalDouble> share) {
    return share
        .filter(OptionalDouble::isPresent)
        // Not rounded up: 100 % is said of a flow that never failed, and of no other.
        .map(it -> "%.1f %%".formatted(Math.floor(it.getAsDouble() * HUNDRED * 10) / 10))
        .orElse("—");
  }

  private static String number(Optional<OptionalLong> number) {
    return number
        .filter(OptionalLong::isPresent)
        .map(it -> Long.toString(it.getAsLong()))
        .orElse("—");
  }
}
