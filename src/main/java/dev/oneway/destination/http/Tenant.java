package dev.oneway.destination.http;

import dev.oneway.destination.ReadBack;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.FatalException;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One tenant's way to the vendor. What is wrong with its account concerns nobody else: its records
 * are postponed, and for a while, as long as the vendor asks or a second that doubles up to half a
 * minute, the next ones too, without a request. Threads may share it.
 */
final class Tenant {
  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 5;

  private final HttpUpsert upsert;
  private final InstantSource clock;
  private Instant until = Instant.MIN;
  private Exception reason;
  private int failures;

  Tenant(HttpUpsert upsert, InstantSource clock) {
    this.upsert = upsert;
    this.clock = clock;
  }

  List<Outcome> write(List<MappedRecord> records, Traffic traffic) {
    if (!rest().isZero()) {
      return postponed(records);
    }
    try {
      List<Outcome> outcomes = upsert.write(records, traffic);
      worked();
      return outcomes;
    } catch (RetriableException e) {
      failed(e, e.retryAfter());
    } catch (FatalException e) {
      failed(e, Optional.empty());
    }
    List<Outcome> outcomes = new ArrayList<>(upsert.done(records));
    outcomes.addAll(postponed(without(records, outcomes)));
    return outcomes;
  }

  private static List<MappedRecord> without(List<MappedRecord> records, List<Outcome> done) {
    Set<MappedRecord> others = Collections.newSetFromMap(new IdentityHashMap<>());
    done.forEach(outcome -> others.add(outcome.record()));
    return records.stream().filter(record -> !others.contains(record)).toList();
  }

  private synchronized List<Outcome> postponed(List<MappedRecord> records) {
    Duration rest = rest();
    return records.stream()
        .<Outcome>map(record -> new Outcome.Postponed(record, reason, rest))
        .toList();
  }

  private synchronized Duration rest() {
    Instant now = clock.instant();
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  private synchronized void worked() {
    failures = 0;
  }

  private synchronized void failed(Exception why, Optional<Duration> asked) {
    Duration own = FIRST_REST.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
    Duration most = own.compareTo(LONGEST_REST) < 0 ? own : LONGEST_REST;
    reason = why;
    until = clock.instant().plus(asked.orElse(most));
  }

  /** How what is there is read; empty when no request tells. */
  Optional<ReadBack> readable() {
    return upsert.readable();
  }

  void stop() {
    upsert.stop();
  }
}
