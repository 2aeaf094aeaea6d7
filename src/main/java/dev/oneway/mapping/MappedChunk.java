package dev.oneway.mapping;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import dev.oneway.run.Rejection;
import dev.oneway.run.SeenKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a mapping made of the records of one chunk. Belongs to one thread. */
final class MappedChunk {
  private final List<MappedRecord> records;
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<String> filteredKeys = new ArrayList<>();
  private long filtered;
  private Version highest;

  MappedChunk(int size) {
    this.records = new ArrayList<>(size);
  }

  void add(Mapped mapped) {
    if (mapped instanceof Mapped.Delivered delivered) {
      records.add(delivered.record());
      seen(delivered.record().version());
    } else if (mapped instanceof Mapped.Filtered out) {
      filtered++;
      out.key().ifPresent(filteredKeys::add);
      seen(out.version());
    } else if (mapped instanceof Mapped.Rejected rejected) {
      rejections.add(rejected.rejection());
      seen(rejected.rejection().version());
    }
  }

  private void seen(Optional<Version> version) {
    version.ifPresent(one -> highest = Version.max(highest, one));
  }

  List<MappedRecord> records() {
    return records;
  }

  List<Rejection> rejections() {
    return rejections;
  }

  /** Tells which keys the source holds; a record it holds is one, whatever becomes of it. */
  void tellKeys(SeenKeys seen) {
    List<String> keys = new ArrayList<>(filteredKeys);
    records.forEach(record -> keys.add(record.key()));
    rejections.forEach(rejection -> rejection.key().ifPresent(keys::add));
    if (rejections.stream().anyMatch(rejection -> rejection.key().isEmpty())) {
      seen.incomplete("a record without a key was rejected");
    }
    seen.add(keys);
  }

  /** The source records of all that aren't filtered. */
  Stream<Map<String, Object>> sources() {
    return Stream.concat(
        records.stream().map(MappedRecord::source), rejections.stream().map(Rejection::source));
  }

  long filtered() {
    return filtered;
  }

  /** The newest version of all records, also of those that are filtered or rejected. */
  Optional<Version> highest() {
    return Optional.ofNullable(highest);
  }
}
