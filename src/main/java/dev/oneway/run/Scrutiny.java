package dev.oneway.run;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.RemovalLimit;
import java.util.List;

/**
 * Looks at the records of a run that isn't an ordinary delivery, and says of each that came to the
 * destination what shall be done. Used by the run's threads, one chunk at a time.
 */
public interface Scrutiny {
  /** What the destination does with a record. */
  enum Verdict {
    /** It is written. */
    WRITE,
    /** It stays as it is, and the ledger may rely on it: the destination holds it just so. */
    KEEP,
    /** It isn't written, and nothing is learned of it. */
    SKIP
  }

  /** The mapping or the destination refuses these. They aren't kept as dead letters. */
  void refused(List<Rejection> rejections);

  /** The ledger knows these as still to be delivered, by an ordinary run. */
  void pending(List<MappedRecord> records);

  /** The ledger knows these as delivered just so, or newer ones of them. */
  void delivered(List<MappedRecord> records);

  /** The source, read completely, no longer has the records with these keys. */
  void missing(String ledger, List<String> keys);

  /** A ledger knows so many of a chunk as gone at the source, and to be removed. */
  void gone(String ledger, long records);

  /**
   * What is gone and what is missing is all known.
   *
   * @param limit how many a run may remove without asking
   * @param living how many the ledger holds as living
   */
  void concluded(String ledger, RemovalLimit limit, long living);

  /** What a run that doesn't only look shall do with a record; asked again when that fails. */
  Verdict judge(Present present);

  /** These came to the destination, and what was to be done with them is done. */
  void compared(List<Present> present);
}
