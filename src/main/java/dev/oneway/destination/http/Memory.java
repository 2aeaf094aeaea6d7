package dev.oneway.destination.http;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * What became of records, for as long as anybody holds them: a chunk that failed midway comes again
 * with the same records, and those that were written must not be written twice. A crash empties it;
 * then the ledger says which records are in doubt. Threads may share it.
 */
final class Memory {
  private final Map<MappedRecord, Ending> endings = new WeakHashMap<>();

  /** An outcome without its record, which would otherwise hold itself. */
  private sealed interface Ending {
    Outcome of(MappedRecord record);
  }

  private record Written(Fate fate, Optional<String> id) implements Ending {
    @Override
    public Outcome of(MappedRecord record) {
      return new Outcome.Written(record, fate, id);
    }
  }

  private record Refused(String category, Optional<String> field, String reason) implements Ending {
    @Override
    public Outcome of(MappedRecord record) {
      return new Outcome.Refused(record, category, field, reason);
    }
  }

  synchronized void written(MappedRecord record, Fate fate, Optional<String> id) {
    endings.put(record, new Written(fate, id));
  }

  synchronized void refused(
      MappedRecord record, String category, Optional<String> field, String reason) {
    endings.put(record, new Refused(category, field, reason));
  }

  synchronized Optional<Outcome> of(MappedRecord record) {
    return Optional.ofNullable(endings.get(record)).map(ending -> ending.of(record));
  }
}
