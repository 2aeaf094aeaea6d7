package dev.oneway.destination.http;

import dev.oneway.destination.ReadBack;
import dev.oneway.destination.http.template.AccountName;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.Outcome;
import dev.oneway.run.Present;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Writes each record with its tenant's credentials: every tenant has its own token, limits and
 * outages, and none waits for another's. A tenant's records that can't be written now are
 * postponed, while the others of the chunk are settled. A record whose tenant has no credentials is
 * refused. Threads may share it.
 */
final class TenantUpserts implements HttpDestination {
  private static final int MOST_AT_ONCE = 16;
  private static final long IDLE_SECONDS = 10;

  /** A setting with which nothing can be done takes somebody who corrects it. */
  private static final Duration UNUSABLE = Duration.ofSeconds(30);

  private final AccountName account;
  private final Function<String, Tenant> opener;
  private final ShapeCheck shapes;
  private final boolean canRead;
  private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
  private ThreadPoolExecutor threads;

  /**
   * @param opener the way to a tenant's records by the name of its credentials
   * @param shapes what the records of all tenants are held against
   * @param canRead whether a request is declared that reads them
   */
  TenantUpserts(
      AccountName account, Function<String, Tenant> opener, ShapeCheck shapes, boolean canRead) {
    this.account = account;
    this.opener = opener;
    this.shapes = shapes;
    this.canRead = canRead;
  }

  @Override
  public List<Outcome> write(List<MappedRecord> chunk, Traffic traffic) throws RetriableException {
    chunk.stream().map(MappedRecord::shape).distinct().forEach(shapes::require);
    Map<MappedRecord, Outcome> outcomes = new HashMap<>();
    Map<String, List<MappedRecord>> groups = new LinkedHashMap<>();
    for (MappedRecord record : chunk) {
      account
          .of(record)
          .ifPresentOrElse(
              name -> groups.computeIfAbsent(name, n -> new ArrayList<>()).add(record),
              () -> outcomes.put(record, nameless(record)));
    }
    for (Outcome outcome : written(groups, traffic)) {
      outcomes.put(outcome.record(), outcome);
    }
    return chunk.stream().map(outcomes::get).toList();
  }

  private Outcome.Refused nameless(MappedRecord record) {
    return new Outcome.Refused(
        record,
        FailureCategory.INVALID.word(),
        Optional.of(account.field()),
        "the tenant's name is empty, or has more than letters, digits, - and _ in it");
  }

  /** All tenants at the same time, each to its end. */
  private List<Outcome> written(Map<String, List<MappedRecord>> groups, Traffic traffic)
      throws RetriableException {
    List<Future<List<Outcome>>> writes = new ArrayList<>();
    groups.forEach(
        (name, records) -> writes.add(threads().submit(() -> write(name, records, traffic))));
    List<Outcome> outcomes = new ArrayList<>();
    try {
      for (Future<List<Outcome>> write : writes) {
        outcomes.addAll(write.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      writes.forEach(write -> write.cancel(true));
      // They may be on their way still; whoever writes them next looks first.
      groups.values().forEach(records -> records.forEach(MappedRecord::markMaybeDelivered));
      Thread.currentThread().interrupt();
      throw new RetriableException(
          FailureCategory.UNAVAILABLE, "the delivery was interrupted", null, e);
    }
    return outcomes;
  }

  /** Each tenant's records are read with its credentials, one tenant after the other. */
  @Override
  public Optional<ReadBack> readable() {
    return canRead ? Optional.of(this::read) : Optional.empty();
  }

  private List<Present> read(List<MappedRecord> chunk, Traffic traffic) throws RetriableException {
    Map<MappedRecord, Present> found = new HashMap<>();
    Map<String, List<MappedRecord>> groups = new LinkedHashMap<>();
    for (MappedRecord record : chunk) {
      account
          .of(record)
          .ifPresentOrElse(
              name -> groups.computeIfAbsent(name, n -> new ArrayList<>()).add(record),
              () -> found.put(record, unfit(nameless(record))));
    }
    for (Map.Entry<String, List<MappedRecord>> group : groups.entrySet()) {
      for (Present one : read(group.getKey(), group.getValue(), traffic)) {
        found.put(one.record(), one);
      }
    }
    return chunk.stream().map(found::get).toList();
  }

  private List<Present> read(String name, List<MappedRecord> records, Traffic traffic)
      throws RetriableException {
    try {
      Tenant tenant = tenants.computeIfAbsent(name, opener);
      return tenant.readable().orElseThrow().read(records, traffic);
    } catch (NotConfiguredException e) {
      return records.stream().<Present>map(record -> unfit(strange(record, e))).toList();
    }
  }

  private static Present unfit(Outcome.Refused refused) {
    return new Present.Unfit(
        refused.record(), refused.category(), refused.field(), refused.reason());
  }

  private List<Outcome> write(String name, List<MappedRecord> records, Traffic traffic) {
    Tenant tenant;
    try {
      tenant = tenants.computeIfAbsent(name, opener);
    } catch (NotConfiguredException e) {
      return records.stream().<Outcome>map(record -> strange(record, e)).toList();
    } catch (FatalException e) {
      return records.stream()
          .<Outcome>map(record -> new Outcome.Postponed(record, e, UNUSABLE))
          .toList();
    }
    return tenant.write(records, traffic);
  }

  private Outcome.Refused strange(MappedRecord record, NotConfiguredException missing) {
    return new Outcome.Refused(
        record,
        FailureCategory.UNAUTHORIZED.word(),
        Optional.of(account.field()),
        "its tenant has no credentials: set " + String.join(", ", missing.settings()));
  }

  private synchronized ThreadPoolExecutor threads() {
    if (threads == null) {
      threads =
          new ThreadPoolExecutor(
              MOST_AT_ONCE,
              MOST_AT_ONCE,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              TenantUpserts::daemon);
      threads.allowCoreThreadTimeOut(true);
    }
    return threads;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "http-upsert-tenant");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void stop() {
    tenants.values().forEach(Tenant::stop);
    if (threads != null) {
      threads.shutdownNow();
      threads = null;
    }
  }
}
