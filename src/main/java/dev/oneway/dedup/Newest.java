package dev.oneway.dedup;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import dev.oneway.run.FatalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chunk in which each key stands once, by its newest version; of equal versions, or without
 * versions, by its last record.
 *
 * @param overtaken how many records of the chunk were older than another of the same key
 * @param kind what the chunk's versions count; empty when it has none
 */
record Newest(List<MappedRecord> records, int overtaken, Optional<Version.Kind> kind) {

  static Newest of(List<MappedRecord> chunk) {
    Optional<Version.Kind> kind = kindOf(chunk);
    Map<String, MappedRecord> byKey = new LinkedHashMap<>();
    for (MappedRecord record : chunk) {
      byKey.merge(record.key(), record, Newest::newer);
    }
    return new Newest(List.copyOf(byKey.values()), chunk.size() - byKey.size(), kind);
  }

  private static MappedRecord newer(MappedRecord earlier, MappedRecord later) {
    boolean outdated =
        earlier.version().isPresent()
            && later.version().isPresent()
            && later.version().get().compareTo(earlier.version().get()) < 0;
    return outdated ? earlier : later;
  }

  private static Optional<Version.Kind> kindOf(List<MappedRecord> chunk) {
    List<Version.Kind> kinds =
        chunk.stream().flatMap(r -> r.version().stream()).map(Version::kind).distinct().toList();
    if (kinds.size() > 1) {
      throw new FatalException(
          "the versions of one chunk are partly times and partly numbers. Let `changedAt` in "
              + chunk.get(0).shape().mappingFile()
              + " name a field that is always one of them.");
    }
    return kinds.stream().findFirst();
  }

  /** In the order of the ledger, so that neighbours are read together. */
  List<String> sortedKeys() {
    List<String> keys = new ArrayList<>(records.size());
    records.forEach(record -> keys.add(record.key()));
    keys.sort(null);
    return keys;
  }
}
