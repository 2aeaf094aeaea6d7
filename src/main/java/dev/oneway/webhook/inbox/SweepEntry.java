package dev.oneway.webhook.inbox;

import dev.oneway.record.RecordJson;
import dev.oneway.record.Version;
import dev.oneway.run.Chunk;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Takes in the records a sweep has read: each is queued, or unchanged when its delivery was known,
 * and its {@code changedAt} moves the sweep's watermark. Threads share it.
 */
final class SweepEntry {
  private final String inbox;
  private final Appender appender;
  private final Naming naming;
  private final Pointers changedAt;

  SweepEntry(String inbox, Appender appender, Naming naming, Pointers changedAt) {
    this.inbox = inbox;
    this.appender = appender;
    this.naming = naming;
    this.changedAt = changedAt;
  }

  /**
   * @throws RetriableException when the records can't be stored now
   * @throws FatalException when what is in the body are no records, or one doesn't say when it
   *     changed
   */
  void take(Exchange exchange) throws RetriableException {
    Run run = Run.of(exchange);
    List<Event> events = new ArrayList<>();
    Version highest = null;
    for (Object record : Chunk.of(run, exchange)) {
      Map<String, Object> map = recordOf(record);
      events.add(naming.event(map, RecordJson.writeRecord(map), Optional.empty(), 0));
      highest = Version.max(highest, versionOf(map));
    }
    Receipt receipt = append(events);
    run.count(Fate.QUEUED, receipt.accepted());
    run.count(Fate.UNCHANGED, receipt.duplicates());
    Optional.ofNullable(highest).ifPresent(run::seen);
  }

  private Receipt append(List<Event> events) throws RetriableException {
    try {
      Receipt receipt = appender.appendNow(events);
      if (receipt.full()) {
        throw unavailable("the inbox " + inbox + " is full", null);
      }
      return receipt;
    } catch (InboxUnavailableException e) {
      throw unavailable("inbox " + inbox + ": " + e.getMessage(), e);
    }
  }

  private static RetriableException unavailable(String reason, Throwable cause) {
    return new RetriableException(FailureCategory.UNAVAILABLE, reason, null, cause);
  }

  private Version versionOf(Map<String, Object> record) {
    if (changedAt.isEmpty()) {
      return null;
    }
    Object value =
        changedAt
            .find(record)
            .orElseThrow(
                () ->
                    new FatalException(
                        "a record of the sweep has nothing at changedAt. Name another member of it in"
                            + " inbox:"
                            + inbox
                            + "?changedAt=…"));
    return Version.read(value)
        .orElseThrow(
            () ->
                new FatalException(
                    "a record's changedAt is neither a whole number nor a time with its offset."
                        + " Name another member of it in inbox:"
                        + inbox
                        + "?changedAt=…"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> recordOf(Object record) {
    if (record instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new FatalException(
        "an inbox takes records (maps of names and values), not "
            + (record == null ? "null" : record.getClass().getSimpleName())
            + ".");
  }
}
