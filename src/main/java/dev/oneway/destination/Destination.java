package dev.oneway.destination;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.util.List;
import java.util.Optional;

/**
 * A system that receives records. Writing is idempotent: the same chunk written again changes
 * nothing, so that a crash between the write and the ledger costs no duplicate.
 *
 * <p>Threads may share it.
 */
public interface Destination {
  /**
   * Writes a chunk. Only the fields of the records' shapes are written, and of them only those the
   * record has. A deactivation only ever changes a record that is there: it is deleted when that
   * changed something, and unchanged when the record was so already or isn't there.
   *
   * <p>A record the destination refuses for its content is an {@link Outcome.Refused}; the others
   * of the chunk are written nevertheless.
   *
   * @param chunk records with distinct keys; may be empty
   * @param traffic counts what it costs
   * @return exactly one outcome per record, in any order
   * @throws RetriableException when the environment is at fault; part of the chunk may have been
   *     written
   * @throws dev.oneway.run.FatalException when somebody must change a file, a setting or a right
   */
  List<Outcome> write(List<MappedRecord> chunk, Traffic traffic) throws RetriableException;

  /** How to see what it holds; empty where that can't be seen. */
  default Optional<ReadBack> readable() {
    return Optional.empty();
  }

  /** How to go through all it holds; empty where that can't be done. */
  default Optional<Listable> listable() {
    return Optional.empty();
  }
}
