package dev.oneway.webhook.inbox;

import dev.oneway.record.RecordJson;
import dev.oneway.run.FatalException;
import dev.oneway.run.Postponement;
import dev.oneway.run.Reasons;
import dev.oneway.run.Rejection;
import dev.oneway.run.RetriableException;
import dev.oneway.run.RollingRun;
import dev.oneway.run.Run;
import dev.oneway.run.StoppedException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * Sends events through the route, a chunk at a time, and tells what became of each. A chunk that
 * fails for a reason of its own is sent again event by event, so that only the one at fault stays
 * behind; when it has failed often enough, it becomes a dead letter. What another system or a
 * setting is to blame for is nobody's fault here, however long it lasts; where only some of a chunk
 * are concerned, only those wait.
 *
 * <p>Used by one thread.
 */
final class ChunkDelivery {
  private static final String CATEGORY = "undeliverable";

  private final RollingRun run;
  private final int attempts;

  /**
   * @param attempts after how many tries of its own an event is a dead letter, at least 1
   */
  ChunkDelivery(RollingRun run, int attempts) {
    this.run = run;
    this.attempts = attempts;
  }

  /**
   * What became of a chunk. Events that are in neither list weren't tried, or not to an end.
   *
   * @param settled their fate is durable
   * @param later to be tried again after a pause; what failed, each alone
   * @param outage why nothing more is tried for now
   */
  record Result(List<StoredEvent> settled, List<Later> later, Optional<Throwable> outage) {
    static Result outage(Throwable reason) {
      return new Result(List.of(), List.of(), Optional.of(reason));
    }
  }

  Result deliver(List<StoredEvent> chunk) {
    boolean suspected = chunk.stream().anyMatch(event -> event.attempts() > 0);
    if (chunk.size() == 1 || suspected) {
      return eachAlone(chunk);
    }
    Result together = send(chunk);
    Optional<Throwable> failure = together.outage();
    return failure.isEmpty() || isOutage(failure.get()) ? together : eachAlone(chunk);
  }

  private Result eachAlone(List<StoredEvent> chunk) {
    List<StoredEvent> settled = new ArrayList<>();
    List<Later> later = new ArrayList<>();
    Set<String> behind = new HashSet<>();
    for (StoredEvent event : chunk) {
      if (event.key().filter(behind::contains).isPresent()) {
        continue;
      }
      Result alone = send(List.of(event));
      if (alone.outage().filter(ChunkDelivery::isOutage).isPresent()) {
        return new Result(settled, later, alone.outage());
      }
      later.addAll(alone.later());
      if (alone.outage().isPresent() && event.attempts() + 1 < attempts) {
        later.add(Later.failed(event));
      } else if (alone.later().isEmpty()) {
        alone.outage().ifPresent(reason -> bury(event, reason));
        settled.add(event);
      }
      if (!settled.contains(event)) {
        event.key().ifPresent(behind::add);
      }
    }
    return new Result(settled, later, Optional.empty());
  }

  private Result send(List<StoredEvent> events) {
    List<Map<String, Object>> records = new ArrayList<>(events.size());
    events.forEach(event -> records.add(RecordJson.readRecord(event.json())));
    RollingRun.Passage passage = run.deliver(records);
    return passage.failure().map(Result::outage).orElseGet(() -> passed(events, records, passage));
  }

  private static Result passed(
      List<StoredEvent> events, List<Map<String, Object>> records, RollingRun.Passage passage) {
    List<StoredEvent> settled = new ArrayList<>();
    List<Later> later = new ArrayList<>();
    Postponement postponed = passage.postponed();
    for (int i = 0; i < events.size(); i++) {
      StoredEvent event = events.get(i);
      postponed
          .pauseOf(records.get(i))
          .ifPresentOrElse(
              pause -> later.add(Later.postponed(event, pause)), () -> settled.add(event));
    }
    // A step before the mapping made other records of them: nobody knows which ones wait.
    return later.size() < postponed.size()
        ? Result.outage(postponed.reason())
        : new Result(settled, later, Optional.empty());
  }

  private void bury(StoredEvent event, Throwable reason) {
    Run current = run.current();
    current.read(1);
    current.refuse(
        List.of(
            new Rejection(
                Optional.empty(),
                Optional.empty(),
                RecordJson.readRecord(event.json()),
                CATEGORY,
                Optional.empty(),
                "its delivery failed %d times: %s".formatted(attempts, Reasons.of(reason)))));
  }

  /** Whether what failed may heal, or must be mended outside of the event. */
  private static boolean isOutage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException
          || cause instanceof FatalException
          || cause instanceof StoppedException
          || cause instanceof SQLException
          || cause instanceof IOException
          || cause instanceof RejectedExecutionException
          || cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }
}
