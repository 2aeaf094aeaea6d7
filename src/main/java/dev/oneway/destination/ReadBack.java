package dev.oneway.destination;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Present;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.util.List;

/**
 * A destination's other face: what it holds at present. Reading changes nothing there and makes
 * nothing, also where a write would make tables or columns.
 *
 * <p>Threads may share it.
 */
public interface ReadBack {
  /**
   * Compares records with what is there, as a write would: fields that are written on creation only
   * never differ, those that are written while empty only where they are.
   *
   * @param chunk records with distinct keys; may be empty
   * @param traffic counts what it costs
   * @return one per record, in the order of the chunk
   * @throws RetriableException when the environment is at fault
   * @throws dev.oneway.run.FatalException when somebody must change a file, a setting or a right
   */
  List<Present> read(List<MappedRecord> chunk, Traffic traffic) throws RetriableException;
}
