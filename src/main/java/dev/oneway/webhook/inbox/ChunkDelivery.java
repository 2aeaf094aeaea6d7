package dev.oneway.webhook.inbox;

import dev.oneway.record.RecordJson;
import dev.oneway.run.FatalException;
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
 * setting is to blame for is nobody's fault here, however long it lasts.
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
   * @param failed to be tried again later, each alone
   * @param outage why nothing more is tried for now
   */
  record Result(List<StoredEvent> settled, List<StoredEvent> failed, Optional<Throwable> outage) {}

  Result deliver(List<StoredEvent> chunk) {
    boolean suspected = chunk.stream().anyMatch(event -> event.attempts() > 0);
    if (chunk.size() == 1 || suspected) {
      return eachAlone(chunk);
    }
    Optional<Throwable> failure = send(chunk);
    if (failure.isEmpty()) {
      return new Result(chunk, List.of(), Optional.empty());
    }
    return isOutage(failure.get()) ? new Result(List.of(), List.of(), failure) : eachAlone(chunk);
  }

  private Result eachAlone(List<StoredEvent> chunk) {
    List<StoredEvent> settled = new ArrayList<>();
    List<StoredEvent> failed = new ArrayList<>();
    Set<String> behind = new HashSet<>();
    for (StoredEvent event : chunk) {
      if (event.key().filter(behind::contains).isPresent()) {
        continue;
      }
      Optional<Throwable> failure = send(List.of(event));
      if (failure.filter(ChunkDelivery::isOutage).isPresent()) {
        return new Result(settled, failed, failure);
      }
      if (failure.isPresent() && event.attempts() + 1 < attempts) {
        failed.add(event);
        event.key().ifPresent(behind::add);
      } else {
        failure.ifPresent(reason -> bury(event, reason));
        settled.add(event);
      }
    }
    return new Result(settled, failed, Optional.empty());
  }

  private Optional<Throwable> send(List<StoredEvent> events) {
    List<Map<String, Object>> records = new ArrayList<>(events.size());
    events.forEach(event -> records.add(RecordJson.readRecord(event.json())));
    return run.deliver(records);
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
