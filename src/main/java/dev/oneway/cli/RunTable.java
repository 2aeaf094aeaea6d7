package dev.oneway.cli;

import dev.oneway.record.Version;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.Fate;
import dev.oneway.run.RunSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs, for people and for programs. */
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
          run.counts().of(Fate.REJECTED),
          run.traffic().calls(),
          run.duration().toMillis(),
          run.watermark().map(Version::toString).orElse(""),
          run.reason().orElse(""));
    }
    return table.toString();
  }

  static Map<String, Object> json(RunSummary run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.id());
    json.put("flow", run.flow());
    json.put("kind", run.kind());
    json.put("state", run.state().word());
    json.put("startedAt", run.startedAt().toString());
    json.put("endedAt", run.endedAt().map(Instant::toString).orElse(null));
    json.put("milliseconds", run.duration().toMillis());
    json.put("read", run.counts().read());
    for (Fate fate : Fate.values()) {
      json.put(fate.word(), run.counts().of(fate));
    }
    json.put("calls", run.traffic().calls());
    json.put("sentBytes", run.traffic().sentBytes());
    json.put("receivedBytes", run.traffic().receivedBytes());
    json.put("waitedMilliseconds", run.traffic().waited().toMillis());
    json.put("watermark", run.watermark().map(Version::toString).orElse(null));
    json.put("category", run.category().map(FailureCategory::word).orElse(null));
    json.put("reason", run.reason().orElse(null));
    return json;
  }
}
