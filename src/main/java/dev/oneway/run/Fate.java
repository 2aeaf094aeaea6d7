package dev.oneway.run;

import java.util.Locale;

/** What became of a record that was read. Each record of a run meets exactly one of these. */
public enum Fate {
  /** The mapping's {@code where} left it out. */
  FILTERED,
  /** The destination already holds just this. */
  UNCHANGED,
  /** The destination already holds a newer version of it. */
  STALE,
  CREATED,
  UPDATED,
  DELETED,
  /** Gone at the source, and not removed yet: it waits for the run's end, or for approval. */
  HELD,
  /** Put into an inbox, durably; the run that takes it out delivers it. */
  QUEUED,
  /** Refused by the mapping or the destination; it waits in the dead letters. */
  REJECTED;

  /** The word people read in tables and programs read in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
