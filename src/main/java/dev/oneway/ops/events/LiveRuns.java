package dev.oneway.ops.events;

import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.Run;
import dev.oneway.run.RunSummary;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The runs that go on, in whichever process: those of this one as far as they are, those of others
 * as far as they last told the state store. Threads may share it.
 */
final class LiveRuns {
  private static final long MILLIS = 1000;

  private final Books books;
  private final Clock clock;

  LiveRuns(Books books, Clock clock) {
    this.books = books;
    this.clock = clock;
  }

  /** The newest first. */
  List<RunSummary> now() {
    Map<String, Run> own =
        books.openRuns().stream().collect(Collectors.toMap(Run::id, Function.identity()));
    return books.log().running().stream()
        .map(run -> own.containsKey(run.id()) ? run.with(own.get(run.id())) : run)
        .toList();
  }

  /** As programs read it. */
  Map<String, Object> json(List<RunSummary> running) {
    return Map.of("running", running.stream().map(this::json).toList());
  }

  private Map<String, Object> json(RunSummary run) {
    long millis = Math.max(1, Duration.between(run.startedAt(), clock.instant()).toMillis());
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("read", run.counts().read());
    for (Fate fate : Fate.values()) {
      counts.put(fate.word(), run.counts().of(fate));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.id());
    json.put("flow", run.flow());
    json.put("kind", run.kind());
    json.put("startedAt", run.startedAt().toString());
    json.put("counts", counts);
    json.put("recordsPerSecond", run.counts().read() * MILLIS / millis);
    json.put("calls", run.traffic().calls());
    return json;
  }
}
