package dev.oneway.destination.send;

import dev.oneway.destination.Destination;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Reasons;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Sends records one by one. What can't be sent is tried again with its chunk; those of the chunk
 * that are sent already aren't sent again by this process. One that is killed in the middle of a
 * chunk sends them twice: nobody can be asked whether they have arrived. Threads may share it.
 */
final class SendDestination implements Destination {
  /**
   * Header that says what is to be done: {@code upsert}, {@code deactivate}, {@code archive},
   * {@code delete}.
   */
  static final String OPERATION = "onewayOperation";

  /** Header with the record's key, as the history and the dead letters have it. */
  static final String KEY = "onewayKey";

  private final Endpoint target;
  private final ProducerTemplate calls;
  private final Set<String> sent = ConcurrentHashMap.newKeySet();

  SendDestination(Endpoint target, ProducerTemplate calls) {
    this.target = target;
    this.calls = calls;
  }

  @Override
  public List<Outcome> write(List<MappedRecord> chunk, Traffic traffic) throws RetriableException {
    List<Outcome> outcomes = new ArrayList<>(chunk.size());
    for (MappedRecord record : chunk) {
      if (!sent.contains(identity(record))) {
        send(record);
        sent.add(identity(record));
      }
      Fate fate = record.operation().isGone() ? Fate.DELETED : Fate.CREATED;
      outcomes.add(Outcome.Written.of(record, fate));
    }
    chunk.forEach(record -> sent.remove(identity(record)));
    return outcomes;
  }

  private static String identity(MappedRecord record) {
    return record.key() + " " + record.fingerprint();
  }

  private void send(MappedRecord record) throws RetriableException {
    Exchange answer =
        calls.send(
            target,
            message -> {
              message.getMessage().setHeader(KEY, record.key());
              message
                  .getMessage()
                  .setHeader(OPERATION, record.operation().name().toLowerCase(Locale.ROOT));
              message.getMessage().setBody(new LinkedHashMap<>(record));
            });
    if (answer.getException() != null) {
      throw new RetriableException(
          "a record couldn't be sent: " + Reasons.of(answer.getException()), answer.getException());
    }
  }

  void stop() {
    calls.stop();
  }
}
