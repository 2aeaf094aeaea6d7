package dev.oneway.run;

import dev.oneway.record.MappedRecord;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Keeps what was refused, so that it is never lost. */
@FunctionalInterface
public interface RejectionSink {
  /**
   * Stores the rejections durably; called inside a transaction of the state store. A record already
   * waiting is not stored twice, its count of attempts grows.
   */
  void store(Run run, List<Rejection> rejections);

  /**
   * The destination holds these records now, in this version or a newer one: what was refused of
   * them before, and isn't newer, waits no longer. Called inside a transaction of the state store.
   */
  default void delivered(Run run, List<MappedRecord> records) {}

  /**
   * The source records of a flow that were refused because what they point to wasn't there, and now
   * is; each at most once, read as they are asked for.
   */
  default Iterator<Map<String, Object>> arrived(String flow) {
    return Collections.emptyIterator();
  }
}
