package dev.oneway.cli;

import dev.oneway.run.Counts;
import dev.oneway.run.Fate;
import dev.oneway.run.Run;
import dev.oneway.run.Traffic;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Help.Ansi;

/** One line that tells how far a run is, redrawn in place; silent when no terminal watches. */
final class Progress {
  private static final String CLEAR_LINE = "\r\u001b[2K";
  private final boolean watched = Ansi.AUTO.enabled();
  private boolean drawn;

  void show(Run run) {
    if (!watched) {
      return;
    }
    Counts counts = run.counts();
    long millis = Math.max(1, Duration.between(run.startedAt(), Instant.now()).toMillis());
    System.err.printf(
        "%s%s  read %,d  created %,d  updated %,d  deleted %,d  unchanged %,d  rejected %,d  %,d records/s%s",
        CLEAR_LINE,
        run.flow(),
        counts.read(),
        counts.of(Fate.CREATED),
        counts.of(Fate.UPDATED),
        counts.of(Fate.DELETED),
        counts.of(Fate.UNCHANGED),
        counts.of(Fate.REJECTED),
        counts.read() * 1000 / millis,
        calls(run.traffic().sum()));
    System.err.flush();
    drawn = true;
  }

  private static String calls(Traffic.Sum traffic) {
    return traffic.calls() == 0 ? "" : "  %,d calls".formatted(traffic.calls());
  }

  void clear() {
    if (drawn) {
      System.err.print(CLEAR_LINE);
      System.err.flush();
      drawn = false;
    }
  }
}
