package dev.oneway.run;

import dev.oneway.record.MappedRecord;
import java.util.List;

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
}
