package dev.oneway.dedup;

import dev.oneway.dedup.LedgerEntries.Entry;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Reference;
import dev.oneway.record.References.Found;
import dev.oneway.record.Row;
import dev.oneway.run.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Records with destinations' ids in place of their {@link Reference}s, as the ledgers they point to
 * know them now.
 *
 * @param records in their order; those that must wait for what they point to, as they were
 * @param waiting what is to be said of these
 */
record Resolved(List<MappedRecord> records, Map<MappedRecord, Rejection> waiting) {
  private static final String CATEGORY = "reference";

  /** A ledger of a flow, by which references are looked up together. */
  private record Pointed(String flow, String ledger) {
    static Pointed to(Reference reference) {
      return new Pointed(reference.flow(), reference.ledger());
    }
  }

  /** Asks each ledger that is pointed to once, and none when none is. */
  static Resolved of(Handle handle, List<MappedRecord> records) {
    Map<MappedRecord, List<Found>> found = new HashMap<>();
    Map<Pointed, Set<String>> keys = new HashMap<>();
    for (MappedRecord record : records) {
      List<Found> references = record.references();
      if (!references.isEmpty()) {
        found.put(record, references);
        references.forEach(
            one ->
                keys.computeIfAbsent(Pointed.to(one.reference()), to -> new TreeSet<>())
                    .add(one.reference().key()));
      }
    }
    return found.isEmpty()
        ? new Resolved(records, Map.of())
        : resolved(records, found, entries(handle, keys));
  }

  private static Map<Pointed, Map<String, Entry>> entries(
      Handle handle, Map<Pointed, Set<String>> keys) {
    Map<Pointed, Map<String, Entry>> entries = new HashMap<>();
    keys.forEach(
        (to, asked) ->
            LedgerRow.find(handle, to.flow(), to.ledger())
                .map(row -> new LedgerEntries(handle, row.id()).of(List.copyOf(asked)))
                .ifPresent(known -> entries.put(to, known)));
    return entries;
  }

  private static Resolved resolved(
      List<MappedRecord> records,
      Map<MappedRecord, List<Found>> found,
      Map<Pointed, Map<String, Entry>> entries) {
    List<MappedRecord> all = new ArrayList<>(records.size());
    Map<MappedRecord, Rejection> waiting = new HashMap<>();
    for (MappedRecord record : records) {
      List<Found> references = found.getOrDefault(record, List.of());
      Optional<Found> lacking =
          references.stream()
              .filter(one -> !one.reference().skipped())
              .filter(one -> idOf(one.reference(), entries).isEmpty())
              .findFirst();
      lacking.ifPresent(one -> waiting.put(record, rejection(record, one, entries)));
      all.add(
          references.isEmpty() || lacking.isPresent()
              ? record
              : record.resolved(to -> idOf(to, entries).<Object>map(id -> id).orElse(Row.ABSENT)));
    }
    return new Resolved(all, waiting);
  }

  private static Rejection rejection(
      MappedRecord record, Found lacking, Map<Pointed, Map<String, Entry>> entries) {
    return new Rejection(
        Optional.of(record.key()),
        record.version(),
        record.source(),
        CATEGORY,
        Optional.of(lacking.field()),
        reason(lacking, entries),
        Optional.of(lacking.reference()));
  }

  private static Optional<Entry> entryOf(
      Reference reference, Map<Pointed, Map<String, Entry>> entries) {
    return Optional.ofNullable(
        entries.getOrDefault(Pointed.to(reference), Map.of()).get(reference.key()));
  }

  private static Optional<String> idOf(
      Reference reference, Map<Pointed, Map<String, Entry>> entries) {
    return entryOf(reference, entries).map(Entry::destinationId);
  }

  private static String reason(Found found, Map<Pointed, Map<String, Entry>> entries) {
    String why =
        entryOf(found.reference(), entries).isPresent()
            ? "whose id in the destination isn't known"
            : "which hasn't been delivered yet";
    return "`%s` points to %s of %s, %s."
        .formatted(found.field(), found.reference().key(), found.reference().flow(), why);
  }

  /** Whether a record must wait for what it points to. */
  boolean waits(MappedRecord record) {
    return waiting.containsKey(record);
  }

  /** What is to be said of some that wait. */
  List<Rejection> rejections(List<MappedRecord> some) {
    return some.stream().map(waiting::get).toList();
  }
}
