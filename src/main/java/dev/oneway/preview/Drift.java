package dev.oneway.preview;

import dev.oneway.dedup.LedgerKeys;
import dev.oneway.run.Books;
import dev.oneway.run.Errand;
import dev.oneway.run.Fate;
import dev.oneway.run.KeySet;
import dev.oneway.run.RetriableException;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How far a destination is from what was last delivered to it. Memory holds a chunk and some
 * samples, however many records there are.
 *
 * @param run that compared
 * @param tally what it found, and some of it
 * @param compared how many records it compared
 * @param unlisted why what is extra isn't known; empty when it is
 */
public record Drift(
    RunSummary run, Tally<DriftKind> tally, long compared, Optional<String> unlisted) {

  /**
   * Goes through all keys of the destination.
   *
   * @see dev.oneway.destination.Listable
   */
  @FunctionalInterface
  public interface Listing {
    /** Why it can't; empty when it has. */
    Optional<String> each(Consumer<List<String>> keys) throws RetriableException;
  }

  /** Records that aren't as they were delivered. */
  public long drifted() {
    return tally.of(DriftKind.MISSING) + tally.of(DriftKind.CHANGED);
  }

  /** Records that were delivered once more. */
  public long repaired() {
    return run.kind().equals(RunKind.REPAIR.word())
        ? run.counts().of(Fate.CREATED)
            + run.counts().of(Fate.UPDATED)
            + run.counts().of(Fate.DELETED)
        : 0;
  }

  /**
   * Compares a flow's destination with what was delivered.
   *
   * @param repair whether what differs is delivered once more
   * @param names of the flow's ledgers
   * @param listing the destination's keys; asked after a run that is done
   * @param samples how many records of each sort are kept to be shown
   * @param call runs the flow from its source on
   * @throws RetriableException when the destination can't be listed now
   */
  public static Drift find(
      String flow,
      boolean repair,
      Set<String> names,
      LedgerKeys ledger,
      Listing listing,
      int samples,
      Function<Errand, RunSummary> call)
      throws RetriableException {
    Tally<DriftKind> tally = new Tally<>(DriftKind.class, samples);
    try (KeySet met = new KeySet()) {
      Comparing comparing = new Comparing(tally, met);
      RunKind kind = repair ? RunKind.REPAIR : RunKind.DRIFT;
      RunSummary run = call.apply(Errand.of(kind, comparing).since(Books.BEGINNING));
      Optional<String> unlisted = Optional.empty();
      if (run.state() == RunState.DONE) {
        // What is marked as gone is there and no longer read, as it should be.
        ledger.each(flow, names, true, met::add);
        ledger.each(flow, names, false, keys -> meet(keys, met, DriftKind.UNREAD, tally));
        unlisted = listing.each(keys -> meet(keys, met, DriftKind.EXTRA, tally));
      }
      return new Drift(run, tally, comparing.compared(), unlisted);
    }
  }

  private static void meet(
      List<String> keys, KeySet met, DriftKind otherwise, Tally<DriftKind> tally) {
    List<String> unknown = met.unseen(keys);
    unknown.forEach(key -> tally.add(otherwise, PlannedRecord.ofKey(key)));
    met.add(unknown);
  }
}
