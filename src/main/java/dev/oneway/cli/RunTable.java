package dev.oneway.cli;

import dev.oneway.record.Version;
import dev.oneway.run.Fate;
import dev.oneway.run.RunSummary;
import java.util.List;

/** Runs, for people. */
final class RunTable {
  private RunTable() {}

  static String text(List<RunSummary> runs) {
    Table table =
        new Table(
            "STARTED",
            "FLOW",
            "KIND",
            "STATE",
            "READ",
            "CREATED",
            "UPDATED",
            "DELETED",
            "HELD",
            "UNCHANGED",
            "FILTERED",
            "STALE",
            "QUEUED",
            "SKIPPED",
            "REJECTED",
            "CALLS",
            "TOOK MS",
            "WATERMARK",
            "REASON");
    for (RunSummary run : runs) {
      table.row(
          Times.local(run.startedAt()),
          run.flow(),
          run.kind(),
          run.stateInWords(),
          run.counts().read(),
          run.counts().of(Fate.CREATED),
          run.counts().of(Fate.UPDATED),
          run.counts().of(Fate.DELETED),
          run.counts().of(Fate.HELD),
          run.counts().of(Fate.UNCHANGED),
          run.counts().of(Fate.FILTERED),
          run.counts().of(Fate.STALE),
          run.counts().of(Fate.QUEUED),
          run.counts().of(Fate.SKIPPED),
          run.counts().of(Fate.REJECTED),
          run.traffic().calls(),
          run.duration().toMillis(),
          run.watermark().map(Version::toString).orElse(""),
          run.reason().orElse(""));
    }
    return table.toString();
  }
}
