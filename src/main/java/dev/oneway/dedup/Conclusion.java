package dev.oneway.dedup;

import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.record.Removal;
import dev.oneway.run.Fate;
import dev.oneway.run.HeldBatches;
import dev.oneway.run.HeldDelete;
import dev.oneway.run.HeldState;
import dev.oneway.run.Run;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the records that a run found gone, decided once its source is read to the end:
 * all of them are removed, or none before somebody approves.
 *
 * <p>Under a crash: what was held stays held, and the next run concludes about it.
 */
final class Conclusion {
  private static final Logger LOG = LoggerFactory.getLogger(Conclusion.class);
  private static final int PAGE = 1000;

  private final StateStore store;
  private final String name;
  private final Run run;
  private final Removal removal;

  Conclusion(StateStore store, String name, Run run, Removal removal) {
    this.store = store;
    this.name = name;
    this.run = run;
    this.removal = removal;
  }

  void draw() {
    if (removal.missing() && run.kind().readsSource()) {
      letSeen();
      holdMissing();
    }
    int takenOver = store.inTransaction(handle -> held(handle).takeOver(run));
    found(takenOver);
    store.useTransaction(this::decide);
    run.remaining(new Due());
  }

  /** Counted as read, too: the books have a fate for each record, and a record for each fate. */
  private void found(long records) {
    run.read(records);
    run.count(Fate.HELD, records);
  }

  private LedgerRow ledger(Handle handle) {
    return LedgerRow.hold(store, handle, run.flow(), name);
  }

  private HeldRows held(Handle handle) {
    return new HeldRows(handle, ledger(handle).id());
  }

  /** What was missing and is there again is no longer gone, also when it is filtered now. */
  private void letSeen() {
    String behind = "";
    List<String> page;
    do {
      String last = behind;
      page = store.inTransaction(handle -> letSeen(handle, last));
      behind = page.isEmpty() ? last : page.get(page.size() - 1);
    } while (page.size() == PAGE);
  }

  private List<String> letSeen(Handle handle, String behind) {
    HeldRows held = held(handle);
    List<String> page = held.missingBehind(behind, PAGE);
    List<String> seen = new ArrayList<>(page);
    seen.removeAll(new HashSet<>(run.seenKeys().unseen(page)));
    held.remove(seen);
    return page;
  }

  private void holdMissing() {
    Optional<String> incomplete =
        run.counts().read() == 0
            ? Optional.of("it held no record")
            : run.seenKeys().whyIncomplete();
    if (incomplete.isPresent()) {
      LOG.info(
          "{}: nothing is taken for missing, as the read isn't complete: {}",
          run.flow(),
          incomplete.get());
      return;
    }
    String behind = "";
    while (behind != null) {
      behind = holdMissing(behind);
    }
  }

  private record Page(Optional<String> last, int held) {}

  /**
   * Of one page of the ledger, so that no other flow waits long for the state store.
   *
   * @return the last key of the page; null when there are no more
   */
  private String holdMissing(String behind) {
    Page page = store.inTransaction(handle -> holdMissing(handle, behind));
    found(page.held());
    return page.last().orElse(null);
  }

  /** What was confirmed since the run began was there; what is in flight is. */
  private Page holdMissing(Handle handle, String behind) {
    LedgerRow ledger = ledger(handle);
    if (ledger.keys().isEmpty()) {
      return new Page(Optional.empty(), 0); // no record was ever delivered
    }
    List<String> living =
        new LedgerEntries(handle, ledger.id()).livingBehind(behind, run.startedAt(), PAGE);
    List<String> missing = run.seenKeys().unseen(living);
    Set<String> inFlight = new HashSet<>();
    LedgerClaims claims = new LedgerClaims(handle, ledger.id());
    if (!missing.isEmpty()) {
      claims.standing().forEach(claim -> inFlight.addAll(claims.keysOf(claim)));
    }
    int held =
        new HeldRows(handle, ledger.id())
            .holdMissing(
                run,
                ledger.keys().get(),
                missing.stream().filter(key -> !inFlight.contains(key)).toList());
    Optional<String> last =
        living.size() < PAGE ? Optional.empty() : Optional.of(living.get(living.size() - 1));
    return new Page(last, held);
  }

  private void decide(Handle handle) {
    LedgerRow ledger = ledger(handle);
    HeldRows held = new HeldRows(handle, ledger.id());
    long gone = held.held(run);
    if (held.waiting() > 0) {
      return; // what is new waits behind the batch somebody has to decide about
    }
    Alerts alerts = new Alerts(store, Clock.systemUTC());
    alerts.resolve(run.flow(), AlertKind.DELETE_LIMIT);
    HeldBatches.decided(handle, run.flow());
    long living = new LedgerEntries(handle, ledger.id()).living();
    if (gone <= removal.limit().of(living)) {
      held.decide(run, HeldState.RELEASED);
    } else {
      held.decide(run, HeldState.WAITING);
      alerts.raise(run.flow(), AlertKind.DELETE_LIMIT, Optional.of(run.id()), words(gone, living));
    }
  }

  private String words(long gone, long living) {
    return ("%,d of %,d records are gone at the source, more than the limit of %s allows (%,d), so"
            + " none was removed. If that is right, run `oneway approve %5$s %6$s`; if not, `oneway"
            + " reject %5$s %6$s`.")
        .formatted(gone, living, removal.limit(), removal.limit().of(living), run.flow(), run.id());
  }

  /** What the run removes, a page at a time: each once at most, as pages follow the key. */
  private final class Due implements Iterator<HeldDelete> {
    private final Deque<HeldRows.Due> page = new ArrayDeque<>();
    private String last = "";
    private boolean ended;

    @Override
    public boolean hasNext() {
      if (page.isEmpty() && !ended) {
        List<HeldRows.Due> next = store.inTransaction(handle -> held(handle).due(run, last, PAGE));
        page.addAll(next);
        ended = next.size() < PAGE;
      }
      return !page.isEmpty();
    }

    @Override
    public HeldDelete next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      HeldRows.Due due = page.remove();
      last = due.key();
      return due.delete();
    }
  }
}
