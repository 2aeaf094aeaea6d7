package dev.oneway.dedup;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import dev.oneway.record.Assignment;
import dev.oneway.record.KeyTypes;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Reference;
import dev.oneway.record.Removal;
import dev.oneway.run.Fate;
import dev.oneway.run.Rejection;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Run;
import dev.oneway.state.StateStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * A flow's memory of what a destination holds: per key the version, fingerprint and destination id
 * it has confirmed. An idempotent repository with two states, where a <em>claim</em> is pending and
 * an <em>entry</em> is confirmed.
 *
 * <ul>
 *   <li>It learns a version only after the destination took it, and a version never goes back.
 *   <li>A value that goes A → B → A is delivered three times.
 *   <li>No two chunks with the same key are with the destination at once, whether of one run or of
 *       two: the later one waits.
 *   <li>A field that holds an {@link Assignment} gets its value before the destination sees the
 *       record, and the record of that key keeps it.
 *   <li>In place of a {@link Reference} the destination sees the id of what is pointed to. While
 *       there is none the record is refused, and comes again by itself when there is.
 * </ul>
 *
 * <p>Under a crash (kill -9 at any point, power loss) a claim outlives its run, and its keys are in
 * doubt: their next records are delivered again, marked as {@link MappedRecord#maybeDelivered()}.
 *
 * <p>Threads may share it. One process needs one Ledger per name.
 */
public final class Ledger {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final StateStore store;
  private final String name;
  private final Duration patience;
  private final FailsafeExecutor<Object> patiently;
  private final Map<String, Claim> inFlight = new ConcurrentHashMap<>();

  /**
   * @param name tells the ledgers of a flow with several destinations apart
   * @param patience how long to wait for a key that another chunk has in flight, at least 100 ms
   */
  public Ledger(StateStore store, String name, Duration patience) {
    if (patience.compareTo(Duration.ofMillis(100)) < 0) {
      throw new IllegalArgumentException(
          "claimTimeout cannot be less than 100ms, but is " + patience.toMillis() + "ms");
    }
    this.store = store;
    this.name = name;
    this.patience = patience;
    this.patiently =
        Failsafe.with(
            RetryPolicy.builder()
                .handle(InFlight.class)
                .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(0.2)
                .withMaxRetries(-1)
                .withMaxDuration(patience)
                .build());
  }

  /**
   * Leaves out what the destination holds already and claims the rest, in one transaction. What is
   * left out is counted in the run's books: unchanged, or stale when something newer of the same
   * key is in the ledger or in the chunk. What is gone is held until the end of the run; what is
   * there again isn't held any longer.
   *
   * @return the records to deliver, one per key and with values for their assignments, and the
   *     right to do so; close it when the chunk has left the route
   * @throws RetriableException when another chunk has had one of the keys in flight for longer than
   *     the patience lasts; nothing is claimed and nothing counted then
   */
  public Claim claim(Run run, List<MappedRecord> chunk) throws RetriableException {
    Newest newest = Newest.of(chunk);
    Decision decision = patiently(() -> decide(run, newest));
    Judgement judgement = decision.judgement();
    run.refused(decision.rejections());
    run.count(Fate.UNCHANGED, judgement.unchanged().size());
    run.count(Fate.STALE, newest.overtaken() + judgement.stale().size() + judgement.back());
    run.count(Fate.HELD, judgement.held() - judgement.back());
    run.scrutiny().ifPresent(scrutiny -> scrutiny.delivered(judgement.delivered()));
    return decision.claim();
  }

  /**
   * Decides what is to be removed at the end of a run, whose source was read to its end, and leaves
   * it to the run.
   */
  public void conclude(Run run, Removal removal) {
    new Conclusion(store, name, run, removal).draw();
  }

  /**
   * Claims what was delivered just so, or whose delivery was cut off, so that it can be compared
   * with the destination and delivered once more. The others are left to ordinary runs.
   *
   * @throws RetriableException as {@link #claim}
   */
  public Claim claimDelivered(Run run, List<MappedRecord> chunk) throws RetriableException {
    Newest newest = Newest.of(chunk);
    Claimed claimed = patiently(() -> claimDelivered(run, newest));
    LedgerView.count(run, newest, claimed.audit());
    return claimed.claim();
  }

  private record Decision(Judgement judgement, List<Rejection> rejections, Claim claim) {}

  private record Claimed(Audit audit, Claim claim) {}

  private Claimed claimDelivered(Run run, Newest newest) {
    return claiming(
        (handle, claim) -> {
          LedgerRow ledger = LedgerRow.hold(store, handle, run.flow(), name);
          LedgerEntries entries = new LedgerEntries(handle, ledger.id());
          LedgerClaims claims = new LedgerClaims(handle, ledger.id());
          newest.kind().ifPresent(kind -> ledger.settleKind(handle, kind));
          List<String> keys = newest.sortedKeys();
          clear(claims, entries, run, keys);
          Resolved resolved = Resolved.of(handle, newest.records());
          Audit audit = Audit.of(resolved, entries.of(keys));
          List<MappedRecord> deliver = RoundRobin.resolve(handle, ledger.id(), audit.delivered());
          return new Claimed(audit, take(claims, ledger, run, claim, deliver));
        });
  }

  private <T> T patiently(CheckedSupplier<T> work) throws RetriableException {
    try {
      return patiently.get(work);
    } catch (InFlight e) {
      throw new RetriableException(
          "the run " + e.run + " has had a key of this chunk in flight for " + patience, e);
    }
  }

  private Decision decide(Run run, Newest newest) {
    return claiming((handle, claim) -> decide(handle, run, newest, claim));
  }

  /**
   * @param work what is done in one transaction, with the new claim's id
   */
  private <T> T claiming(BiFunction<Handle, String, T> work) {
    String claim = UUID.randomUUID().toString();
    try {
      return store.inTransaction(handle -> work.apply(handle, claim));
    } catch (RuntimeException e) {
      inFlight.remove(claim);
      throw e;
    }
  }

  private Decision decide(Handle handle, Run run, Newest newest, String claim) {
    LedgerRow ledger = LedgerRow.hold(store, handle, run.flow(), name);
    LedgerEntries entries = new LedgerEntries(handle, ledger.id());
    LedgerClaims claims = new LedgerClaims(handle, ledger.id());
    newest.kind().ifPresent(kind -> ledger.settleKind(handle, kind));
    List<String> keys = newest.sortedKeys();
    // Claims before entries: a chunk that settles in between has its entries seen then.
    clear(claims, entries, run, keys);
    HeldRows held = new HeldRows(handle, ledger.id());
    boolean removes = newest.records().stream().anyMatch(it -> it.shape().removal().isPresent());
    Resolved resolved = Resolved.of(handle, newest.records());
    Judgement judgement =
        Judgement.of(run, resolved, entries.of(keys), removes ? held.of(keys) : Map.of());
    List<Rejection> waiting = resolved.rejections(judgement.waiting());
    newest.records().stream()
        .findFirst()
        .ifPresent(record -> ledger.settleKeys(handle, KeyTypes.of(record)));
    held.remove(judgement.let());
    held.hold(run, judgement.hold());
    entries.confirm(judgement.ahead().stream().map(LedgerEntries.Delivery::of).toList(), run.now());
    run.alreadyDelivered(judgement.delivered());
    run.keep(waiting);
    List<MappedRecord> deliver = RoundRobin.resolve(handle, ledger.id(), judgement.deliver());
    return new Decision(judgement, waiting, take(claims, ledger, run, claim, deliver));
  }

  /** Finds no other chunk in flight with these keys, and turns what a dead run claimed to doubt. */
  private void clear(LedgerClaims claims, LedgerEntries entries, Run run, List<String> keys) {
    for (LedgerClaims.Standing standing : claims.standing()) {
      Claim mine = inFlight.get(standing.id());
      boolean alive = mine != null || (standing.running() && !standing.run().equals(run.id()));
      if (!alive) {
        entries.doubt(claims.keysOf(standing), run.now());
        claims.remove(standing.id());
      } else if (!disjoint(mine, claims, standing, keys)) {
        throw new InFlight(standing.run());
      }
    }
  }

  private static boolean disjoint(
      Claim mine, LedgerClaims claims, LedgerClaims.Standing standing, List<String> keys) {
    return mine != null
        ? Collections.disjoint(mine.keys(), keys)
        : Collections.disjoint(keys, Set.copyOf(claims.keysOf(standing)));
  }

  private Claim take(
      LedgerClaims claims, LedgerRow ledger, Run run, String id, List<MappedRecord> records) {
    Claim claim = new Claim(store, ledger.id(), id, records, () -> inFlight.remove(id));
    if (!records.isEmpty()) {
      // Known here before others can see it there, or it would look like one left behind.
      inFlight.put(id, claim);
      claims.take(id, run.id(), claim.keys());
    }
    return claim;
  }

  /** Another chunk has one of the keys. */
  private static final class InFlight extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String run;

    InFlight(String run) {
      super("in flight", null, false, false);
      this.run = run;
    }
  }
}
